// One known fault in a document that is right otherwise: each kind makes it in the text, as a person would, and knows its token.
import type { Attribute, Element, XmlDocument } from '../../server/src/core/xml/tree'
import type { Span } from '../../server/src/core/model'
import { childElements, elementsWhere, textSpanOf } from '../../server/src/core/xml/walk'
import { slip } from './mutate'
import type { Random } from './random'

export interface Fault {
  readonly text: string
  /** The token that is wrong: an attribute's name, a value, a tag name or a text. */
  readonly token: Span
  /** As good a token: the value of an attribute that is wrong as a whole. */
  readonly orElse?: Span
}

export interface Material {
  readonly document: XmlDocument
  readonly elements: readonly Element[]
}

/** What stands in other documents. */
export interface Others {
  /** Values that the schemas list. */
  readonly listed: ReadonlySet<string>
  /** By an element's name: attributes that others of the name have. */
  readonly attributes: ReadonlyMap<string, readonly { readonly name: string, readonly value: string }[]>
  /** By an element's name: the text of children that others of the name have. */
  readonly children: ReadonlyMap<string, readonly string[]>
}

export interface FaultKind {
  readonly name: string
  /** The preferred fix gives the text back. */
  readonly typo?: boolean
  /** Two readings are as good as each other, so that it is counted apart. */
  readonly apart?: boolean
  /** Null where this document has no place for it. */
  readonly make: (given: Material, others: Others, random: Random) => Fault | null
}

export function materialOf(document: XmlDocument): Material {
  return { document, elements: elementsWhere(document, ({ name, startTagEnded }) => name !== '' && startTagEnded) }
}

export const faultKinds: readonly FaultKind[] = [
  { name: 'misspelt element', typo: true, make: ({ document, elements }, _, random) => {
    const element = some(elements.slice(1), random)
    const name = element && misspelt(element.name, random)
    return element && name ? renamed(document.text, element, name) : null
  } },
  { name: 'misspelt attribute', typo: true, make: ({ document, elements }, _, random) => {
    const { attribute } = someAttribute(elements, random) ?? {}
    const name = attribute && misspelt(attribute.name, random)
    return attribute && name ? put(document.text, attribute.nameSpan, name) : null
  } },
  { name: 'misspelt value', typo: true, make: ({ document, elements }, { listed }, random) => {
    const { attribute } = someAttribute(elements, random, ({ value }) => value !== null && value.length > 2 && listed.has(value)) ?? {}
    const value = attribute?.value ? misspelt(attribute.value, random) : null
    return attribute?.valueSpan && value ? put(document.text, attribute.valueSpan, value) : null
  } },
  { name: 'misspelt text', typo: true, make: ({ document, elements }, { listed }, random) => {
    const element = some(elements.filter(element => listed.has(textIn(document, element) ?? '')), random)
    const value = element && misspelt(textIn(document, element)!, random)
    return element && value ? put(document.text, textSpanOf(element), value) : null
  } },
  { name: 'bad value', make: ({ document, elements }, _, random) => {
    const { attribute } = someAttribute(elements, random) ?? {}
    return attribute?.valueSpan ? put(document.text, attribute.valueSpan, random.pick(badValues)) : null
  } },
  { name: 'empty value', make: ({ document, elements }, _, random) => {
    const { attribute } = someAttribute(elements, random, ({ value }) => !!value) ?? {}
    if (!attribute?.valueSpan) return null
    return { ...put(document.text, attribute.valueSpan, ''), token: attribute.nameSpan }
  } },
  { name: 'bad text', make: ({ document, elements }, _, random) => {
    const element = some(elements.filter(element => textIn(document, element)), random)
    return element ? put(document.text, textSpanOf(element), random.pick(badValues)) : null
  } },
  { name: 'unknown attribute', make: ({ document, elements }, _, random) => {
    const element = random.pick(elements)
    return withAttribute(document.text, element, random.pick(madeUp), random.pick(['1', 'yes', 'x']), random)
  } },
  { name: 'unknown element', make: ({ document, elements }, _, random) => {
    const name = random.pick(madeUp)
    const inner = random.pick([`<${name}/>`, `<${name}>1</${name}>`, `<${name} kind='x'><part>2</part></${name}>`, `<${name} kind='x'/>`])
    return withChild(document.text, random.pick(elements), inner, random)
  } },
  { name: 'another\'s attribute', make: ({ document, elements }, { attributes }, random) => {
    const element = random.pick(elements)
    const other = some(attributes.get(element.name)?.filter(({ name }) => !element.attributes.some(own => own.name === name)) ?? [], random)
    return other && /^[^<&'"]*$/.test(other.value) ? withAttribute(document.text, element, other.name, other.value, random) : null
  } },
  { name: 'another\'s element', make: ({ document, elements }, { children }, random) => {
    const element = random.pick(elements)
    const other = some(children.get(element.name)?.filter(text => !childElements(element).some(({ name }) => text.startsWith(`<${name}`))) ?? [], random)
    return other ? withChild(document.text, element, other, random) : null
  } },
  { name: 'element out of nowhere', make: ({ document, elements }, { children }, random) => {
    const other = some(children.get(random.pick([...children.keys()])) ?? [], random)
    return other ? withChild(document.text, random.pick(elements), other, random) : null
  } },
  { name: 'removed attribute', make: ({ document, elements }, _, random) => {
    const { attribute, element } = someAttribute(elements, random, ({ name }) => !name.startsWith('xmlns')) ?? {}
    return attribute && element ? { ...put(document.text, { start: attribute.span.start - 1, end: attribute.span.end }, ''), token: element.nameSpan } : null
  } },
  { name: 'removed child', make: ({ document, elements }, _, random) => {
    const element = some(elements.slice(1), random)
    return element?.parent.kind === 'element' ? { ...put(document.text, element.span, ''), token: element.parent.nameSpan } : null
  } },
  { name: 'removed text', make: ({ document, elements }, _, random) => {
    const element = some(elements.filter(element => textIn(document, element)), random)
    return element ? { ...put(document.text, textSpanOf(element), ''), token: element.nameSpan } : null
  } },
  { name: 'repeated element', make: ({ document: { text }, elements }, _, random) => {
    const element = some(elements.slice(1), random)
    if (element?.parent.kind !== 'element') return null
    const last = childElements(element.parent).at(-1)!
    const { end } = random.chance(0.6) ? element.span : last.span
    const copy = text.slice(element.span.start, element.span.end)
    return { text: `${text.slice(0, end)}\n${copy}${text.slice(end)}`, token: nameAt(end + 1, element) }
  } },
  { name: 'repeated attribute', make: ({ document, elements }, _, random) => {
    const { attribute, element } = someAttribute(elements, random) ?? {}
    return attribute && element ? withAttribute(document.text, element, attribute.name, attribute.value ?? '', random, true) : null
  } },
  { name: 'stray text', make: ({ document, elements }, _, random) => {
    const element = random.pick(elements)
    const words = random.pick(['words', 'TODO: check this', '>', '1'])
    if (textIn(document, element) || element.selfClosed || !element.endTag) return null
    const at = some([element.startTag.end, ...childElements(element).map(({ span }) => span.end)], random)!
    return { text: `${document.text.slice(0, at)}${words}${document.text.slice(at)}`, token: { start: at, end: at + words.length } }
  } },
  { name: 'moved element', apart: true, make: ({ document: { text }, elements }, _, random) => {
    const element = some(elements.slice(1), random)
    const to = some(elements.filter(other => other !== element?.parent && other.endTag && !inside(other, element) && childElements(other).length), random)
    return element && to ? moved(text, element, random.pick([to.startTag.end, ...childElements(to).map(({ span }) => span.end)])) : null
  } },
  { name: 'another value', apart: true, make: ({ document, elements }, { attributes, listed }, random) => {
    const { attribute, element } = someAttribute(elements, random, ({ value }) => value !== null && listed.has(value)) ?? {}
    const other = some(attributes.get(element?.name ?? '')?.filter(({ name, value }) => name === attribute?.name && value !== attribute.value && listed.has(value)) ?? [], random)
    return attribute?.valueSpan && other ? put(document.text, attribute.valueSpan, other.value) : null
  } },
]

const badValues: readonly string[] = ['bogus', '-1', '!!', 'a b', '0x', '12abc', '99999999999999999999999', 'not-a-value', 'TRUE', '1.5.2']

/** Names that people make up. */
const madeUp: readonly string[] = ['bogus', 'colour', 'comment', 'enabled', 'max_size', 'foo', 'notes', 'Options', 'x-tag']

function some<T>(list: readonly T[], random: Random): T | null {
  return list.length ? random.pick(list) : null
}

function someAttribute(elements: readonly Element[], random: Random, holds: (attribute: Attribute) => boolean = () => true): { readonly element: Element, readonly attribute: Attribute } | null {
  return some(elements.flatMap(element => element.attributes.filter(attribute => !attribute.name.startsWith('xmlns') && holds(attribute)).map(attribute => ({ element, attribute }))), random)
}

/** A slip that is still a name, and another one. */
function misspelt(word: string, random: Random): string | null {
  const local = word.slice(word.indexOf(':') + 1)
  const name = word.slice(0, word.length - local.length) + slip(local, random)
  return name === word || local.length < 3 || !/^[A-Za-z_][\w.:-]*$/.test(name) && /^[A-Za-z_]/.test(word) ? null : name
}

/** The text of an element that holds nothing else. */
function textIn({ text }: XmlDocument, element: Element): string | null {
  const { start, end } = textSpanOf(element)
  return end > start && element.children.length === 1 ? text.slice(start, end) : null
}

function put(text: string, { start, end }: Span, instead: string): Fault {
  return { text: text.slice(0, start) + instead + text.slice(end), token: { start, end: start + instead.length } }
}

function renamed(text: string, { nameSpan, endTag }: Element, name: string): Fault {
  const closed = endTag ? text.slice(0, endTag.nameSpan.start) + name + text.slice(endTag.nameSpan.end) : text
  return put(closed, nameSpan, name)
}

function withAttribute(text: string, element: Element, name: string, value: string, random: Random, last = false): Fault {
  const at = last || random.chance(0.5) ? element.attributes.at(-1)?.span.end ?? element.nameSpan.end : element.nameSpan.end
  const end = at + 1 + name.length
  return { text: `${text.slice(0, at)} ${name}='${value}'${text.slice(at)}`, token: { start: at + 1, end }, orElse: { start: end + 2, end: end + 2 + value.length } }
}

/** Inside an element, on a line of its own. */
function withChild(text: string, element: Element, child: string, random: Random): Fault | null {
  const name = /^<([^\s/>]+)/.exec(child)![1]!
  if (element.selfClosed) {
    const { end } = element.startTag
    const opened = `${text.slice(0, end - 2).trimEnd()}>`
    return { text: `${opened}${child}</${element.name}>${text.slice(end)}`, token: { start: opened.length + 1, end: opened.length + 1 + name.length } }
  }
  const at = random.pick([element.startTag.end, ...childElements(element).map(({ span }) => span.end)])
  return { text: `${text.slice(0, at)}\n${child}${text.slice(at)}`, token: { start: at + 2, end: at + 2 + name.length } }
}

function nameAt(start: number, { nameSpan, span }: Element): Span {
  return { start: start + nameSpan.start - span.start, end: start + nameSpan.end - span.start }
}

function moved(text: string, element: Element, to: number): Fault {
  const { start, end } = element.span
  const part = text.slice(start, end)
  const at = to <= start ? to : to - (end - start)
  const without = text.slice(0, start) + text.slice(end)
  return { text: `${without.slice(0, at)}\n${part}${without.slice(at)}`, token: nameAt(at + 1, element) }
}

function inside(element: Element, outer: Element | null): boolean {
  return !!outer && element.span.start >= outer.span.start && element.span.end <= outer.span.end
}
