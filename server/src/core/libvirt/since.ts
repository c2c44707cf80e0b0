// From which libvirt on a name or a word may stand in a place: the bundled grammars are asked one after the other, the oldest
// first, each along the branch that the document has taken. So an attribute that is new on one `<source>` and old on another
// is told right, and nothing has to be written down beside the grammars.
import { elementsIn } from '../grammar/expect'
import { localOf } from '../grammar/format'
import { afterTag } from '../grammar/trace'
import type { Attribute, Element } from '../xml/tree'
import type { Entry } from './docs/index'
import { meaningOf } from './prose'
import { declarationsOf, expectAttributes, expectText, expectValues, itemIn, type ExpectedValues, type Judgement } from './structure'
import { subjectIn } from './subject'
import { compareVersions, spoken, type Edition } from './versions'

/** What is asked about: the children of an element (the root where it is null), its attributes, a value, its text. */
export type Where =
  | { readonly kind: 'element', readonly parent: Element | null }
  | { readonly kind: 'attribute', readonly element: Element, readonly without?: Attribute }
  | { readonly kind: 'value', readonly element: Element, readonly attribute: Attribute }
  | { readonly kind: 'text', readonly element: Element }

/** It came after `older` and not after `version`. */
export interface Since {
  readonly version: string
  readonly older: string
}

/** Answers for the names or words of one place; null for what the oldest knows already, and for what none knows. */
export function sinceIn(judgement: Judgement, where: Where): (word: string) => Since | null {
  const editions = judgement.aim?.editions ?? []
  const asked: ((word: string) => boolean)[] = []
  return word => {
    const at = editions.findIndex((edition, at) => (asked[at] ??= takes(by(judgement, edition), where))(word))
    return at < 1 ? null : { version: editions[at]!.version, older: editions[at - 1]!.version }
  }
}

/** The judgement by the newest grammar; null when the document is for that one, or one as new. */
export function newest(judgement: Judgement): Judgement | null {
  const edition = judgement.aim?.editions.at(-1)
  return edition && isOlder(judgement, edition.version) ? by(judgement, edition) : null
}

/** The same document as another grammar sees it. */
export function by(judgement: Judgement, edition: Edition): Judgement {
  const { subject, root } = judgement
  const grammar = edition.grammar()
  return grammar === judgement.grammar ? judgement : { ...judgement, grammar, subject: subjectIn(grammar, subject, root()?.name ?? '') }
}

/** Whether the document is for an older libvirt; one that does not tell its version may be. */
export function isOlder({ aim }: Judgement, version: string): boolean {
  return aim !== undefined && (aim.target.version === 'host' || compareVersions(aim.target.version, version) < 0)
}

/** The version that the docs name (`9.8.0`, `QEMU 6.1.0`), where it lies within what the grammars say; else theirs. */
export function exactly({ version, older }: Since, told: string | undefined): string {
  const named = /^(\d+\.\d+\.\d+)\b/.exec(told ?? '')?.[1]
  return named !== undefined && compareVersions(older, named) < 0 && compareVersions(named, version) <= 0 ? named : version
}

/** Phrases about values name it in brackets: `a vDPA block device (since 9.8.0)`. */
export const sinceOfValue = (entry: Entry | null, value: string): string | undefined => /\(since (\d[\d.]*)/.exec(meaningOf(entry, value) ?? '')?.[1]

/** `libvirt ≥ 11.3` */
export const tagOf = (version: string): string => `libvirt ≥ ${spoken(version)}`

/** Which names or words the grammar of a judgement takes in a place, at any point of its content. */
export function takes(judgement: Judgement, where: Where): (word: string) => boolean {
  switch (where.kind) {
    case 'element': {
      const names = new Set(childNames(judgement, where.parent))
      return word => names.has(word.slice(word.indexOf(':') + 1))
    }
    case 'attribute': {
      const names = new Set(expectAttributes(judgement, where.element, where.without).map(({ name }) => name))
      return word => names.has(word)
    }
    case 'value': return among(expectValues(judgement, where.element, where.attribute))
    case 'text': return among(expectText(judgement, where.element))
  }
}

/** Without their prefixes: a document may have bound others. */
function childNames(judgement: Judgement, parent: Element | null): readonly string[] {
  if (!parent) return judgement.subject.starts.map(({ name }) => String(name))
  const item = itemIn(judgement, parent)
  if (!item) return []
  const contents = declarationsOf(judgement, parent).map(({ content }) => content)
  return elementsIn(afterTag(judgement.grammar.patterns(), contents, item.attributes), 'all').map(({ name }) => localOf(name))
}

const among = ({ values, datatypes, any }: ExpectedValues) => (word: string): boolean =>
  any || values.includes(word) || datatypes.some(datatype => datatype.accepts(word))
