// Place to suggestions: which names and values may stand there, by the branch of the grammar that the document has taken.
import type { Edit, Id, Span, Suggestion } from '../model'
import { nothingAround, type Surroundings } from '../service'
import { locate, type Place } from '../xml/locate'
import type { Attribute, Element } from '../xml/tree'
import { rootOf } from '../xml/walk'
import { entryAt, lookup, wordsOf } from './docs/index'
import { attributeSnippet, inUsualOrder, quoteIn, rootSnippet, snippetsIn } from './insertion'
import { offeredAt } from './host/hostdev'
import { idsOf } from './ids'
import { withoutItem } from './items-without'
import { isKnown, knownAt, type Known } from './knowers/index'
import { aboutOf } from './prose'
import { textOf } from './read'
import { rootNames } from './roots'
import { expectAttributes, expectElements, expectRoots, expectText, expectValues, pathIn, suits, type ExpectedElement, type ExpectedValues, type Judgement } from './structure'
import { rank, usageKey, usualIn } from './usage'
import { among, versionsIn, withTags } from './version-places'

type PlaceOf<K> = Extract<Place, { readonly kind: K }>

/** What is known of what lies around the place, in the document and beyond. */
interface Knowledge {
  readonly around: Surroundings
  ids(): readonly Id[]
  readonly offset: number
}

export function complete(judgement: Judgement, offset: number, around = nothingAround, ids = () => idsOf(judgement.document, () => judgement.subject.within)): readonly Suggestion[] {
  const place = locate(judgement.document, offset)
  const devices = around.host ? offeredAt(judgement.document, place, around.host) : []
  return [...devices, ...suggestionsAt(judgement, place, { around, ids, offset })]
}

function suggestionsAt(judgement: Judgement, place: Place, knowledge: Knowledge): readonly Suggestion[] {
  const element = place.element
  switch (place.kind) {
    case 'tag-name': return withTags(judgement, among(place.element), by => elementNames(by, place))
    case 'attribute-name': return withTags(judgement, { kind: 'attribute', element: place.element, ...place.attribute && { without: place.attribute } }, by => attributeNames(by, place, knowledge))
    case 'attribute-value': return bearableBy(judgement, place.element, place.attribute, withTags(judgement, { ...place, kind: 'value' }, by => attributeValues(by, place, knowledge)))
    case 'content': return !element ? roots(judgement, place) : [
      ...bearableBy(judgement, element, null, withTags(judgement, { kind: 'text', element }, by => texts(by, place, knowledge))),
      ...withTags(judgement, { kind: 'element', parent: element }, by => children(by, place)),
      ...closing(judgement, place),
    ]
    case 'closing-tag': return closingTag(judgement, place)
    case 'other': return versionsIn(judgement, place, knowledge.offset)
    default: return []
  }
}

function elementNames(judgement: Judgement, { element, replace }: PlaceOf<'tag-name'>): readonly Suggestion[] {
  const { text } = judgement.document
  const parent = element.parent.kind === 'element' ? element.parent : null
  const root = judgement.root()
  const others = root && parent ? withoutItem(root, element) : root
  const bare = { ...judgement, root: () => others }
  if (!parent && !isRoot(judgement, element)) return []
  const expected = parent ? expectElements(bare, parent, element.span.start) : startsOf(judgement)
  const whole = !element.startTagEnded && element.attributes.length === 0 && !/[\w>/]/.test(text[replace.end] ?? '') && !element.endTag
  const rename: readonly Edit[] = element.endTag ? [{ span: element.endTag.nameSpan, text: '' }] : []
  return elementSuggestions(judgement, parent, expected, replace, whole ? '' : null)
    .map(suggestion => rename.length ? { ...suggestion, also: [...suggestion.also ?? [], ...rename.map(edit => ({ ...edit, text: suggestion.label }))] } : suggestion)
}

/** A second root is no place for anything. */
const isRoot = ({ document }: Judgement, element: Element): boolean => {
  const root = rootOf(document)
  return root === null || root === element || element.name === ''
}

function children(judgement: Judgement, { element, replace, text }: PlaceOf<'content'>): readonly Suggestion[] {
  if (!element || (text && replace.end > replace.start && textOf(element) !== undefined && expectText(judgement, element).any)) return []
  return elementSuggestions(judgement, element, expectElements(judgement, element, replace.start), replace, '<')
}

/** Outside of the root only where there is none. */
function roots(judgement: Judgement, { replace }: PlaceOf<'content'>): readonly Suggestion[] {
  return rootOf(judgement.document) ? [] : elementSuggestions(judgement, null, startsOf(judgement), replace, '<')
}

/** All that libvirt's XML may begin with. */
const startsOf = ({ grammar }: Judgement): readonly ExpectedElement[] => [...rootNames].flatMap(kind => expectRoots(grammar, kind))

/** `before` is what the name lacks in front of it; null when only the name is to be written. */
function elementSuggestions(judgement: Judgement, parent: Element | null, expected: readonly ExpectedElement[], replace: Span, before: '' | '<' | null): readonly Suggestion[] {
  const patterns = judgement.grammar.patterns()
  const quote = quoteIn(judgement.document.text)
  const path = parent ? pathIn(judgement, parent) : []
  const { below, nodesAt, own } = lookup()
  const told = nodesAt(path)
  const usual = parent ? usualIn(usageKey(parent, judgement.subject.within.at(-1))) : null
  const snippetOf = parent ? snippetsIn(path, quote, patterns) : ({ name, declarations }: ExpectedElement) => ({ text: rootSnippet(name, declarations, quote, patterns), again: false })
  return expected.map((one): Suggestion => {
    const { name, namespace, required } = one
    const { text, again } = before === null ? { text: name, again: false } : snippetOf(one)
    return {
      label: name, kind: 'element', replace,
      insert: before === null ? name : before + text,
      ...(before === null ? {} : { snippet: true }),
      ...(again ? { again } : {}),
      ...aboutOf(own(below(told, name))),
      ...(required && parent ? { detail: 'required' } : {}),
      ...unbound(judgement, name, namespace),
      filter: name, sort: `${required ? 0 : namespace ? 2 : 1}${usual ? rank(usual, name) : ''}${name}`,
    }
  })
}

/** A prefix that the document has not bound yet is bound on the root. */
function unbound({ document }: Judgement, name: string, namespace: string): { readonly also?: readonly Edit[] } {
  const root = rootOf(document)
  const prefix = name.split(':')[0]!
  if (!namespace || !name.includes(':') || !root || root.attributes.some(attribute => attribute.name === `xmlns:${prefix}`)) return {}
  const quote = quoteIn(document.text)
  return { also: [{ span: { start: root.nameSpan.end, end: root.nameSpan.end }, text: ` xmlns:${prefix}=${quote}${namespace}${quote}` }] }
}

function attributeNames(judgement: Judgement, { element, attribute, replace }: PlaceOf<'attribute-name'>, { around }: Knowledge): readonly Suggestion[] {
  const { text } = judgement.document
  const quote = quoteIn(text)
  const path = pathIn(judgement, element)
  const usual = usualIn(`${usageKey(element, judgement.subject.within.at(-1))}@`)
  const onlyName = attribute !== null && attribute.span.end > attribute.nameSpan.end
  const space = /[^\s/>?<]/.test(text[replace.end] ?? ' ') && !onlyName ? ' ' : ''
  return expectAttributes(judgement, element, attribute ?? undefined).map(expected => {
    const entry = entryAt(path, expected.name)
    const listed = valuesFor(expected, entry, [])
    const { text: written, again } = attributeSnippet(expected.name, expected.values, quote)
    return {
      label: expected.name, kind: 'attribute', replace,
      insert: onlyName ? expected.name : written + space,
      ...(onlyName ? {} : { snippet: true }),
      ...(!onlyName && again && (listed.length || isKnown(judgement, element, expected.name, around)) ? { again: true } : {}),
      ...aboutOf(entry),
      ...(expected.required ? { detail: 'required' } : {}),
      sort: `${expected.required ? 0 : 1}${rank(usual, expected.name)}${expected.name}`,
    } satisfies Suggestion
  })
}

function attributeValues(judgement: Judgement, { element, attribute, replace }: PlaceOf<'attribute-value'>, { around, ids, offset }: Knowledge): readonly Suggestion[] {
  const { text } = judgement.document
  const entry = entryAt(pathIn(judgement, element), attribute.name)
  const quote = attribute.quote ?? quoteIn(text)
  const open = attribute.quote === null ? quote : ''
  const close = attribute.quote === null || !isClosed(text, attribute, quote) ? quote : ''
  const usual = usualIn(`${usageKey(element, judgement.subject.within.at(-1))}@${attribute.name}`)
  const expected = expectValues(judgement, element, attribute)
  const known = knownAt(judgement, { element, attribute, typed: text.slice(replace.start, offset) }, expected, around, ids)
  const write = (value: string): string => `${open}${inAttribute(value, quote)}${close}`
  return withKnown(known, bearable(judgement, element, attribute, valuesFor(expected, entry, usual))
    .map((value, at) => valueSuggestion(value, entry, replace, write(value), at)), replace, write)
}

/** What is known for this very document comes first, in its own order; the docs of a listed value stay with it. */
function withKnown(known: readonly Known[], listed: readonly Suggestion[], replace: Span, write: (value: string) => string): readonly Suggestion[] {
  const byLabel = new Map(listed.map(suggestion => [suggestion.label, suggestion]))
  const told = known.filter(({ value, listed }) => !listed || byLabel.has(value))
  const values = new Set(told.map(({ value }) => value))
  return [
    ...told.map(({ value, detail, file, filter }, at): Suggestion => {
      // A folder goes on: its value is left open.
      const insert = file === 'folder' ? write(value).replace(/\/["']$/, '/') : write(value)
      return { ...byLabel.get(value), label: value, kind: file ? 'file' : 'value', detail, replace, insert, filter: filter ?? insert, sort: `!${String(at).padStart(4, '0')}`, ...file === 'folder' && { again: true } }
    }),
    ...listed.filter(({ label }) => !values.has(label)),
  ]
}

/** The quote that ends the value, which a half-typed one has not got yet. */
const isClosed = (text: string, { valueSpan, span }: Attribute, quote: string): boolean => valueSpan !== null && span.end > valueSpan.end && text[valueSpan.end] === quote

const inAttribute = (value: string, quote: string): string => inText(value).replaceAll(quote, quote === '"' ? '&quot;' : '&apos;')

const inText = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The words of the schema; where it allows any text, those that the docs explain. The docs' order comes before the usual one. */
function valuesFor({ values, datatypes, any }: ExpectedValues, entry: number | null, usual: readonly string[]): readonly string[] {
  const told = wordsOf(entry).filter(value => any || datatypes.some(datatype => datatype.accepts(value)))
  const common = usual.filter(value => values.includes(value))
  return inUsualOrder([...new Set([...common, ...values, ...told])], entry)
}

/** Who writes a value anew wants one that goes with what is there; who changes one may want to change the rest with it. */
function bearable(judgement: Judgement, element: Element, attribute: Attribute | null, values: readonly string[]): readonly string[] {
  if (values.length < 2 || (attribute ? attribute.value : textOf(element))) return values
  const suiting = values.filter(suits(judgement, element, attribute))
  return suiting.length ? suiting : values
}

/** The same by libvirt's own rules, in a whole document. */
function bearableBy({ document, aim, ruled }: Judgement, element: Element, attribute: Attribute | null, listed: readonly Suggestion[]): readonly Suggestion[] {
  if (listed.length < 2 || listed.length > mostTried || !ruled || (attribute ? attribute.value : textOf(element))) return listed
  const place = attribute?.span ?? element.nameSpan
  const version = aim?.target.version
  // What the schema says of other devices would take longer to find than all the rest.
  const others = document.problems.filter(({ span }) => span.end < place.start || span.start > place.end)
  const fine = new Set(ruled.borne(element, attribute, listed.map(({ label }) => label), others, version === 'host' ? undefined : version))
  return listed.filter(({ label }) => fine.has(label))
}

/** Longer lists are of names, and no rule knows them all. */
const mostTried = 60

function valueSuggestion(value: string, entry: number | null, replace: Span, insert: string, at: number): Suggestion {
  return {
    label: value, kind: 'value', replace, insert, filter: insert,
    ...aboutOf(entry, value),
    sort: String(at).padStart(4, '0'),
  }
}

function texts(judgement: Judgement, { element, replace }: PlaceOf<'content'>, { around, ids, offset }: Knowledge): readonly Suggestion[] {
  if (!element || element.children.some(child => child.kind === 'element')) return []
  const entry = entryAt(pathIn(judgement, element))
  const usual = usualIn(`${usageKey(element, judgement.subject.within.at(-1))}=`)
  const expected = expectText(judgement, element)
  const known = knownAt(judgement, { element, attribute: null, typed: judgement.document.text.slice(replace.start, offset) }, expected, around, ids)
  return withKnown(known, bearable(judgement, element, null, valuesFor(expected, entry, usual)).map((value, at) => valueSuggestion(value, entry, replace, inText(value), at)), replace, inText)
    .map(suggestion => suggestion.kind === 'value' ? { ...suggestion, kind: 'text' } : suggestion)
}

/** `</devices>` where nothing closes the element yet. */
function closing({ document }: Judgement, { element, replace }: PlaceOf<'content'>): readonly Suggestion[] {
  if (!element || element.endTag || !element.startTagEnded || element.name === '' || /\S/.test(document.text.slice(replace.start, replace.end))) return []
  return [{ label: `</${element.name}>`, kind: 'closing-tag', replace, insert: `</${element.name}>`, filter: `/${element.name}`, sort: '3' }]
}

function closingTag({ document }: Judgement, { element, replace }: PlaceOf<'closing-tag'>): readonly Suggestion[] {
  if (!element || element.name === '') return []
  return [{ label: element.name, kind: 'closing-tag', replace, insert: element.name + (document.text[replace.end] === '>' ? '' : '>'), filter: element.name }]
}

