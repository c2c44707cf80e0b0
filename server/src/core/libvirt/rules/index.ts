// The kinds of documents that have rules, and the way to what they find.
import type { Fix, Problem } from '../../model'
import type { XmlDocument } from '../../xml/tree'
import { domain } from './domain'
import { network } from './network/index'
import { filter } from './nwfilter'
import type { Ruling } from './ruling'
import { domaincheckpoint, domainsnapshot } from './snapshot'
import { pool, volume } from './storage'

export { machineOfDocument } from './domain'

const kinds: Readonly<Record<string, Ruling>> = { domain, network, pool, volume, filter, domainsnapshot, domaincheckpoint }

export const rules = Object.values(kinds).flatMap(({ rules }) => rules)

/** What libvirt would refuse in a document of a kind; `known`: the problems that were found before, for one mistake is one problem. */
export const ruleProblems = (document: XmlDocument, kind: string, known: readonly Problem[], version?: string): readonly Problem[] =>
  rulingOn(kind)?.problems(document, known, version) ?? []

export const ruleFixes = (document: XmlDocument, kind: string, problem: Problem): readonly Fix[] => rulingOn(kind)?.fixes(document, problem) ?? []

const rulingOn = (kind: string): Ruling | undefined => Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
