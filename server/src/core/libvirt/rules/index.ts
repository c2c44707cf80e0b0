// The kinds of documents that have rules, and the way to what they find.
import type { XmlDocument } from '../../xml/tree'
import { domain } from './domain'
import { network } from './network/index'
import { filter } from './nwfilter'
import type { Machine } from './machine'
import type { Ruled, Ruling } from './ruling'
import { domaincheckpoint, domainsnapshot } from './snapshot'
import { pool, volume } from './storage'

const others: Readonly<Record<string, Ruling<never>>> = { network, pool, volume, filter, domainsnapshot, domaincheckpoint }

export const rules = [domain, ...Object.values(others)].flatMap(({ rules }) => rules)

/** What libvirt would refuse in a document of a kind; undefined for kinds without rules. `machine`: the view of a domain. */
export const ruledOf = (document: XmlDocument, kind: string, machine?: () => Machine | null): Ruled | undefined =>
  kind === 'domain' ? domain.over(document, machine) : Object.hasOwn(others, kind) ? others[kind]!.over(document) : undefined
