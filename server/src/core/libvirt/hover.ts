// Place to Markdown: what a name or value means, what it takes, where it belongs. Prose, then facts, then the link.
import type { Hover, Span } from '../model'
import { locate } from '../xml/locate'
import type { Attribute, Element } from '../xml/tree'
import { cardOf, proseOf, type Entry } from './docs/index'
import { phraseOf, phrasesOf } from './phrases'
import { advice, beneath, lines, linkOf, meaningOf, paragraphs, sentences, statedIn } from './prose'
import { textOf, valueOf } from './read'
import { bytesIn, bytesOf, humanBytes } from './sizes'
import { declarationsOf, expectAttributes, expectText, expectValues, factsOf, pathIn, type ExpectedValues, type Judgement } from './structure'
import { among, knowing, needsLine, versionHover } from './version-places'

export function hoverAt(judgement: Judgement, offset: number): Hover | null {
  const place = locate(judgement.document, offset)
  switch (place.kind) {
    case 'tag-name': return elementHover(judgement, place.element, place.element.nameSpan)
    case 'closing-tag': return place.element && elementHover(judgement, place.element, place.replace)
    case 'attribute-name': {
      // Before the first letter a new attribute may be typed, but the pointer there is on the old one.
      const attribute = place.attribute ?? place.element.attributes.find(({ nameSpan }) => nameSpan.start === offset)
      return attribute ? attributeHover(judgement, place.element, attribute) : null
    }
    case 'attribute-value': return valueHover(judgement, place.element, place.attribute)
    case 'content': return place.element && place.replace.end > place.replace.start ? textHover(judgement, place.element, place.replace) : null
    case 'other': return versionHover(judgement, place, offset)
    default: return null
  }
}

function elementHover(given: Judgement, element: Element, span: Span): Hover | null {
  const where = among(element)
  const judgement = knowing(given, where, element.name)
  const declarations = declarationsOf(judgement, element)
  const entry = proseOf(pathIn(judgement, element))
  if (!declarations.length && !entry) return null
  const facts = factsOf(judgement, declarations)
  const parent = element.parent.kind === 'element' ? element.parent.name : null
  return hover(span, [
    `**\`<${element.name}>\`**${parent === null ? '' : ` in \`<${parent}>\``}`,
    ...sentences(entry),
    facts.text && entry?.values ? meanings(facts.text, entry) : '',
    lines([
      ...listed('Attributes', facts.attributes.map(({ name, required }) => ({ name, required }))),
      ...listed('Elements', facts.elements.map(({ name, required }) => ({ name, required }))),
      ...facts.text && !entry?.values ? valuesLine('Text', facts.text, entry) : [],
      ...parent !== null && facts.parents.length > 1 ? [`**Also in:** ${shortened(facts.parents.filter(name => name !== parent).map(code), 6)}`] : [],
      ...needsLine(given, where, element.name),
      ...statedIn(entry),
    ]),
    ...linkOf(entry),
    ...beneath(cardOf(pathIn(judgement, element))),
  ])
}

function attributeHover(given: Judgement, element: Element, attribute: Attribute): Hover | null {
  const where = { kind: 'attribute', element, without: attribute } as const
  const judgement = knowing(given, where, attribute.name)
  const entry = proseOf(pathIn(judgement, element), attribute.name)
  const expected = expectAttributes(judgement, element, attribute).find(({ name }) => name === attribute.name)
  if (!expected && !entry) return null
  const meaning = attribute.value === null ? undefined : meaningOf(entry, attribute.value)
  return hover(attribute.nameSpan, [
    `**\`${attribute.name}\`** of \`<${element.name}>\`${expected?.required ? ' · required' : ''}`,
    ...sentences(entry),
    ...meaning === undefined ? [] : [`Here: \`${attribute.value!}\`, ${meaning}.`],
    ...expected ? [meanings(expected, entry, attribute.value)] : [],
    lines([...expected ? valuesLine('Value', expected, entry) : [], ...needsLine(given, where, attribute.name), ...statedIn(entry)]),
    ...linkOf(entry),
    ...beneath(cardOf(pathIn(judgement, element), attribute.name)),
  ])
}

function valueHover(given: Judgement, element: Element, attribute: Attribute): Hover | null {
  const { value, valueSpan } = attribute
  if (value === null || !valueSpan || value.trim() === '') return null
  const where = { kind: 'value', element, attribute } as const
  const judgement = knowing(given, where, value)
  const entry = proseOf(pathIn(judgement, element), attribute.name)
  const expected = expectValues(judgement, element, attribute)
  const meaning = meaningOf(entry, value)
  const size = sizeOf(value, element, attribute.name, entry)
  if (!entry && !expected.values.length && !expected.datatypes.length) return null
  return hover(valueSpan, [
    `**\`${value.replaceAll('`', "'")}\`**${meaning === undefined ? '' : `: ${meaning}`}${size === undefined ? '' : ` = ${size}`}`,
    ...entry ? [`\`${attribute.name}\` of \`<${element.name}>\`: ${lowered(entry.text)}`] : [`\`${attribute.name}\` of \`<${element.name}>\``],
    ...sentences(entry).slice(1),
    meanings(expected, entry, value),
    lines([...valuesLine('Value', expected, entry), ...needsLine(given, where, value), ...statedIn(entry), ...advice(cardOf(pathIn(judgement, element), attribute.name), attribute.name)]),
    ...linkOf(entry),
  ])
}

function textHover(given: Judgement, element: Element, span: Span): Hover | null {
  const text = textOf(element)
  if (text === undefined) return null
  const where = { kind: 'text', element } as const
  const judgement = knowing(given, where, text)
  const entry = proseOf(pathIn(judgement, element))
  const expected = expectText(judgement, element)
  const meaning = meaningOf(entry, text)
  const size = sizeOf(text, element, null, entry)
  if (!entry && !expected.values.length && !expected.datatypes.length) return null
  return hover(span, [
    `**\`<${element.name}>\`**${meaning === undefined ? '' : ` \`${text}\`: ${meaning}`}${size === undefined ? '' : ` \`${text}\` ${unitOf(element, entry) ?? ''} = ${size}`}`,
    ...sentences(entry),
    meanings(expected, entry, text),
    lines([...valuesLine('Text', expected, entry), ...needsLine(given, where, text), ...statedIn(entry)]),
    ...linkOf(entry),
  ])
}

const hover = (span: Span, parts: readonly string[]): Hover => ({ span, markdown: paragraphs(parts) })

const code = (name: string): string => `\`${name}\``

/** Required names first, marked; no more than can be taken in. */
function listed(label: string, names: readonly { readonly name: string, readonly required: boolean }[]): readonly string[] {
  if (!names.length) return []
  const ordered = [...names.filter(({ required }) => required), ...names.filter(({ required }) => !required)]
  return [`**${label}:** ${shortened(ordered.map(({ name, required }) => required ? `${code(name)} (required)` : code(name)), 16)}`]
}

const shortened = (words: readonly string[], most: number): string =>
  words.length > most + 1 ? `${words.slice(0, most).join(', ')} and ${words.length - most} more` : words.join(', ')

/** Values with a phrase each, as far as the docs have one and the branch allows them; the one that is there has been told. */
function meanings({ values, datatypes, any }: ExpectedValues, entry: Entry | null, there: string | null = null): string {
  const told = Object.entries(entry?.values ?? {}).filter(([value]) => value !== there && (values.includes(value) || any || datatypes.some(datatype => datatype.accepts(value))))
  return told.map(([value, phrase]) => `- ${code(value)}: ${phrase}`).join('\n')
}

/** What else may be written: values without a phrase, and the datatype in words. */
function valuesLine(label: string, { values, datatypes, any }: ExpectedValues, entry: Entry | null): readonly string[] {
  const plain = values.filter(value => meaningOf(entry, value) === undefined)
  const told = values.length > plain.length
  // A bare pattern tells a person little where there are sentences.
  const phrase = phrasesOf(entry ? datatypes.filter(datatype => !phraseOf(datatype).startsWith('text of the form')) : datatypes)
  const parts = [...plain.length ? [`${told ? 'also ' : ''}${shortened(plain.map(code), 24)}`] : [], ...phrase ? [phrase] : any && !values.length && !entry?.values ? ['any text'] : []]
  return parts.length ? [`**${label}:** ${parts.join(', or ')}`] : []
}

const lowered = (text: string): string => /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text

/** The unit that a number is in, where the docs say that it is a size. */
export function unitOf(element: Element, entry: Entry | null): string | undefined {
  const [, standard, attribute] = /^(KiB|MiB|bytes)(, or as `(units?)` says)?/.exec(entry?.unit ?? '') ?? []
  return standard && ((attribute && (valueOf(element, 'unit') ?? valueOf(element, 'units'))) || standard)
}

/** `4194304` KiB is `4 GiB`; nothing where it would only repeat the number. */
export function sizeOf(text: string, element: Element, attribute: string | null, entry: Entry | null): string | undefined {
  if (attribute === 'unit') {
    const factor = bytesIn(text)
    return factor === null || factor === 1 ? undefined : `${factor.toLocaleString('en')} bytes`
  }
  const unit = unitOf(element, entry)
  const bytes = unit === undefined ? null : bytesOf(text, unit)
  if (bytes === null || bytes === 0) return undefined
  const human = humanBytes(bytes)
  return human === `${text.trim()} ${unit}` ? undefined : human
}
