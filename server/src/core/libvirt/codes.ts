// Every code that a problem of libvirt's XML may bear, with what it means: the schema's, those of reading, those of the rules.
import type { Level } from '../model'
import type { RuleInfo } from '../service'
import { xmlCodes } from '../xml/codes'
import { acrossRules } from './across'
import { hostRules } from './host/lacks'
import { rules } from './rules/index'

const one = (code: string, level: Level, title: string): RuleInfo => ({ code, title, level })

const others: readonly RuleInfo[] = [
  one('xml/unbound-prefix', 'error', 'A prefix that no `xmlns` declares.'),
  one('schema/unknown-element', 'error', 'An element that libvirt does not know there.'),
  one('schema/unknown-attribute', 'error', 'An attribute that libvirt does not know there.'),
  one('schema/misplaced-element', 'error', 'An element that belongs elsewhere.'),
  one('schema/repeated-element', 'error', 'An element that may stand there once.'),
  one('schema/not-with', 'error', 'Something that is not allowed beside what else stands there.'),
  one('schema/invalid-value', 'error', 'A value that is not allowed there.'),
  one('schema/unexpected-text', 'error', 'Text where none may stand.'),
  one('schema/missing-attribute', 'error', 'An attribute that must be there.'),
  one('schema/missing-child', 'error', 'An element that must be there.'),
  one('schema/needs-newer', 'error', 'Something that only a newer libvirt knows.'),
  one('schema/refused', 'error', 'A document that does not fit, for a reason that has no name.'),
  one('schema/libxml2-order', 'information', 'An order that the schema allows and libxml2 refuses.'),
  one('schema/too-many-problems', 'error', 'So many problems that the rest is not listed.'),
  one('libvirt/placeholder', 'information', 'A place that a template fills: it is not checked.'),
  one('libvirt/too-large', 'information', 'A document that is too large to be checked.'),
  one('libvirt/no-host', 'warning', 'A comment that asks for the installed libvirt, which cannot be found.'),
  one('libvirt/other-hypervisor', 'warning', 'A domain of another type than the configuration says.'),
  one('libvirt/unknown-version', 'warning', 'A comment that names no version of libvirt.'),
]

export const codes: readonly RuleInfo[] = [
  ...xmlCodes,
  ...others,
  ...rules.map(({ code, level, until, docs: { what, why, mend, by, since } }): RuleInfo =>
    ({ code, title: what, level, docs: { why, mend, by, ...since !== undefined && { since }, ...until !== undefined && { until } } })),
  ...acrossRules,
  ...hostRules,
]
