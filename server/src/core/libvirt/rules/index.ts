// The kinds of documents that have rules, and the way to what they find.
import type { Element } from '../../xml/tree'
import { localName } from '../read'
import { domain } from './domain'
import { network } from './network/index'
import { filter } from './nwfilter'
import type { Machine } from './machine'
import type { Ruled, Ruling } from './ruling'
import { domaincheckpoint, domainsnapshot } from './snapshot'
import { pool, volume } from './storage'

const others: Readonly<Record<string, Ruling<never>>> = { network, pool, volume, filter, domainsnapshot, domaincheckpoint }

export const rules = [domain, ...Object.values(others)].flatMap(({ rules }) => rules)

/** What libvirt would refuse below a root; undefined for kinds without rules. `machine`: the view of a domain. */
export function ruledOf(root: Element, machine?: () => Machine): Ruled | undefined {
  const kind = localName(root)
  return kind === 'domain' ? domain.over(root, machine) : Object.hasOwn(others, kind) ? others[kind]!.over(root) : undefined
}
