// Joins the tree of a document with the grammar of its kind: what is wrong, what each element is, what may stand where.
import type { Problem } from '../model'
import { deepest, fitting } from '../grammar/accept'
import { blamesOf, type Blame } from '../grammar/blame'
import type { Datatype } from '../grammar/datatypes'
import { attributesIn, elementsIn, takesText, valuesIn, type PossibleValues } from '../grammar/expect'
import { namespaceOf } from '../grammar/format'
import { elementsOf, itemWith, type Item, type ItemAttribute } from '../grammar/item'
import type { Grammar } from '../grammar/load'
import type { Declaration, Pattern, Patterns } from '../grammar/pattern'
import type { Verdict } from '../grammar/fault'
import { makeGrowth } from '../grammar/grow'
import { makeRecovery } from '../grammar/recover'
import { afterAttributes, afterChildren, afterTag, between, candidates } from '../grammar/trace'
import type { Attribute, Element, XmlDocument } from '../xml/tree'
import { lineage, rootOf } from '../xml/walk'
import { andMore, explained, refused, shown, unbound } from './explain'
import { withValue } from './items-with'
import { itemFor, passing, prefixesAt, readItems, unboundNamespace, type Reading } from './items'
import { namesOf, startsOf } from './kinds'
import { once } from './once'
import { mayBeTorn, orderHints } from './order'
import { holdsPlaceholder, unchecked } from './placeholders'
import type { Step } from '../docs/lookup'
import { pathOf } from './read'
import type { Machine } from './rules/machine'
import type { Ruled } from './rules/ruling'
import { wholeOf, type Subject } from './subject'
import type { Aim } from './target'

export { kindOf } from './kinds'
export type { Datatype, Declaration, Grammar }

/** What one root element was read as, and what is wrong in it. */
export interface Judgement {
  readonly document: XmlDocument
  readonly grammar: Grammar
  readonly subject: Subject
  /** In the order of the document; looked for when they are first asked for. */
  readonly problems: () => readonly Problem[]
  /** The root as the engine reads it, read when it is first asked for; null when there is none. */
  readonly root: () => Item | null
  /** What items were read as so far, by this grammar and others: every element on the way to a place is asked about again and again. */
  readonly readings: Map<Grammar, Map<Item, readonly Declaration[]>>
  /** The libvirt that the document is for, and the others. */
  readonly aim?: Aim
  /** A domain as the rules see it; one for all who ask. */
  readonly machine?: () => Machine
  /** What the rules of its kind say of it; fragments have none. */
  readonly ruled?: Ruled | undefined
}

export interface ExpectedElement {
  /** With the prefix that the document has bound to its namespace, else the usual one (`qemu:commandline`). */
  readonly name: string
  /** Empty for nearly all; else the prefix must be bound to it. */
  readonly namespace: string
  readonly required: boolean
  readonly declarations: readonly Declaration[]
}

export interface ExpectedAttribute extends ExpectedValues {
  readonly name: string
  readonly required: boolean
}

export interface ExpectedValues {
  readonly values: readonly string[]
  readonly datatypes: readonly Datatype[]
  /** Any text will do. */
  readonly any: boolean
}

/** What the grammar knows of an element, for hover: over all the declarations that it may be. */
export interface Facts {
  readonly attributes: readonly ExpectedAttribute[]
  readonly elements: readonly ExpectedElement[]
  /** Null when it holds no text. */
  readonly text: ExpectedValues | null
  /** The elements that may hold one of this name; empty for a root. */
  readonly parents: readonly string[]
}

/** Judges a document as one of a kind (`domain`) or by a schema (`nodedev`). */
export function judge(document: XmlDocument, grammar: Grammar, kind: string): Judgement {
  const root = rootOf(document)
  const subject = wholeOf(grammar, kind)
  return root ? judgeRoot(document, root, grammar, [subject]) : { document, grammar, subject, root: () => null, readings: new Map(), problems: () => [] }
}

/** Judges a root element as the one of the subjects that suits it best, the first of several that suit it alike. */
export function judgeRoot(document: XmlDocument, element: Element, grammar: Grammar, subjects: readonly Subject[]): Judgement {
  grammar.tidy()
  const right = once(() => quickly(element, document, grammar, subjects))
  const written = once(() => readItems(element, document.problems))
  const whole = once(() => read(element, document, grammar, subjects, written()))
  const problems = once((): readonly Problem[] => right() ? [] : [...unbound(whole().unbound(), whole().root), ...whole().found].sort((a, b) => a.span.start - b.span.start))
  // Who asks only what may stand somewhere needs no verdict, unless one must tell what the document is, or how it is to be read.
  const plain = subjects.length === 1 && !holdsPlaceholder(document.text)
  return {
    document, grammar, problems, readings: new Map(),
    subject: plain ? subjects[0]! : right() ?? whole().subject,
    root: () => (plain || right() ? written() : whole()).root,
  }
}

interface Finding {
  readonly subject: Subject
  readonly found: readonly Problem[]
}

/** The subject of a document that nothing is to be said about, as most are: no item of it is read but in passing. */
function quickly(element: Element, document: XmlDocument, grammar: Grammar, subjects: readonly Subject[]): Subject | undefined {
  if (document.problems.some(({ level }) => level === 'error')) return undefined
  const { root, unbound } = passing(element)
  const starts = subjects.flatMap(subject => subject.starts.filter(({ name }) => name === root.name))
  const fits = starts.length ? fitting(grammar.patterns(), root, starts) : []
  if (unbound.length || !fits.length || mayBeTorn(element, grammar)) return undefined
  return subjects.find(subject => subject.starts.some(start => fits.includes(start)))
}

/** As it is written; where that is wrong and it reads like a template, without what a tool will fill. */
function read(element: Element, document: XmlDocument, grammar: Grammar, subjects: readonly Subject[], written: Reading): Reading & Finding {
  const finding = findingOf(written.root, grammar, subjects)
  if (!finding.found.length || !holdsPlaceholder(document.text)) return { ...written, ...finding }
  const template = readItems(element, document.problems, deepest, 'template')
  const kept = findingOf(template.root, grammar, subjects)
  const within = template.filledLater().find(place => finding.found.some(({ span }) => place.start <= span.start && span.end <= place.end))
  const place = within ?? template.filledLater()[0]
  if (!place || kept.found.length >= finding.found.length) return { ...written, ...finding }
  return { ...template, subject: kept.subject, found: [unchecked(place), ...kept.found] }
}

function findingOf(root: Item, grammar: Grammar, subjects: readonly Subject[]): Finding {
  const patterns = grammar.patterns()
  const candidates = subjects.map(subject => ({ subject, starts: subject.starts.filter(({ name }) => name === root.name) }))
  const all = candidates.flatMap(({ starts }) => starts)
  if (!all.length) return { subject: subjects[0]!, found: root.open === 'tag' ? [] : [refused(root)] }
  const fits = new Set(fitting(patterns, root, all))
  const right = candidates.find(({ starts }) => starts.some(start => fits.has(start)))
  if (right) return { subject: right.subject, found: orderHints(root, grammar) }
  const readings = candidates.flatMap(({ subject, starts }) => {
    const names = namesOf(grammar, subject.kind)
    const verdictOf = makeRecovery(patterns, names.declarationsOf)
    return starts.map(start => ({ subject, names, verdict: verdictOf(root, start) }))
  })
  // None of them fits: what costs nothing was taken as given, because those before it had too many faults.
  const read = readings.filter(({ verdict }) => verdict.cost > 0)
  const { subject, names, verdict } = (read.length ? read : readings).reduce((a, b) => b.verdict.cost < a.verdict.cost ? b : a)
  const blames = blamesOf(verdict).filter(blame => !unboundChild(blame))
  const found = blames.slice(0, mostProblems).map(blame => explained(blame, patterns, names))
  const [beyond] = blames.slice(mostProblems)
  if (beyond) found.push(andMore(beyond, blames.length - mostProblems))
  return { subject, found: found.length || verdict.faults.length || holdsOpen(root) ? found : [refused(root)] }
}

/** Nobody reads more, and each takes time to put in words. */
const mostProblems = 200

/** Of a name with an unbound prefix no more is said. */
function unboundChild({ fault }: Blame): boolean {
  const name = fault.kind === 'element' ? fault.child.name : fault.kind === 'attribute' ? fault.attribute.name : ''
  return namespaceOf(name) === unboundNamespace
}

function holdsOpen(item: Item): boolean {
  return item.open !== null || item.attributes.some(({ value }) => value === null) || item.content.some(child => child.kind === 'element' && holdsOpen(child))
}

/** What the element may be, by where it stands and what it holds; all of its name when it stands in a wrong place. */
export function declarationsOf(judgement: Judgement, element: Element): readonly Declaration[] {
  return readings(judgement, element)
}

export function factsOf(judgement: Judgement, declarations: readonly Declaration[]): Facts {
  const contents = declarations.map(declaration => declaration.content)
  const first = declarations[0]?.name
  return {
    attributes: attributesIn(contents).map(attribute => ({ name: shown(attribute.name), required: attribute.required, ...valuesIn(attribute.values) })),
    elements: elementsIn(contents, 'all').map(possible => expected(possible, shown(possible.name))),
    text: takesText(contents) ? valuesIn(contents) : null,
    parents: typeof first === 'string' ? namesOf(judgement.grammar, judgement.subject.kind).parentsOf(first).map(shown) : [],
  }
}

/** The names from the root of the kind to an element; a fragment stands where it would stand in a whole document. */
export function pathIn({ subject }: Judgement, element: Element): readonly Step[] {
  return [...subject.within, ...pathOf(element)]
}

/** What a document of a kind may begin with. */
export function expectRoots(grammar: Grammar, kind: string): readonly ExpectedElement[] {
  return startsOf(grammar, kind).map(start => ({ name: String(start.name), namespace: '', required: true, declarations: [start] }))
}

/** What may stand at an offset among the children of an element. */
export function expectElements(judgement: Judgement, parent: Element, at: number): readonly ExpectedElement[] {
  const { grammar } = judgement
  const item = itemIn(judgement, parent)
  if (!item) return []
  const patterns = grammar.patterns()
  const children = item.content.filter(child => child.kind === 'element')
  const before = children.filter(child => child.place.end <= at)
  const start = afterTag(patterns, contentsOf(readings(judgement, parent)), item.attributes)
  const possible = between(patterns, start, before, children.slice(before.length))
  const names = new Set(children.length > mostTried ? possible : bornBy(patterns, item, readings(judgement, parent), before.length, possible))
  const prefixes = Object.entries(prefixesAt(parent))
  return elementsIn(afterChildren(patterns, start, before), 'next').filter(({ name }) => names.has(name)).map(possible => {
    const prefix = prefixes.find(([, uri]) => uri === namespaceOf(possible.name))?.[0]
    return expected(possible, prefix ? `${prefix}:${possible.name.slice(possible.name.indexOf('}') + 1)}` : shown(possible.name))
  })
}

/** The members of longer lists, such as devices, do not mind each other, and it would take long to ask. */
const mostTried = 8

/** Those of the names that go with what the parent and the other children say themselves; all, where these do not go together. */
function bornBy(patterns: Patterns, parent: Item, declarations: readonly Declaration[], before: number, names: readonly string[]): readonly string[] {
  const grows = makeGrowth(patterns, 1)
  const fits = (item: Item): boolean => declarations.some(declaration => grows(item, declaration))
  if (!fits(parent)) return names
  const at = parent.content.indexOf(elementsOf(parent)[before]!)
  const place = at < 0 ? parent.content.length : at
  return names.filter(name => {
    const child: Item = { kind: 'element', name, place: parent.place, attributes: [], content: [], open: 'content' }
    return fits(itemWith(parent, { content: [...parent.content.slice(0, place), child, ...parent.content.slice(place)] }))
  })
}

/** The attributes that an element may still take beside those it has, `without` one of them (the one being typed). */
export function expectAttributes(judgement: Judgement, element: Element, without?: Attribute): readonly ExpectedAttribute[] {
  const { states, others } = beside(judgement, element, without)
  return attributesIn(states).filter(({ name }) => !others.some(other => other.name === name))
    .map(attribute => ({ name: shown(attribute.name), required: attribute.required, ...valuesIn(attribute.values) }))
}

/** What an attribute may say beside all the others. */
export function expectValues(judgement: Judgement, element: Element, attribute: Attribute): ExpectedValues {
  const { states } = beside(judgement, element, attribute)
  const found = attributesIn(states).find(({ name }) => shown(name) === attribute.name)
  return found ? valuesIn(found.values) : nothing
}

/** What the text of an element may say; nothing when it holds none. */
export function expectText(judgement: Judgement, element: Element): ExpectedValues {
  const item = itemIn(judgement, element)
  if (!item) return nothing
  return valuesIn(afterTag(judgement.grammar.patterns(), contentsOf(readings(judgement, element)), item.attributes))
}

/**
 * Whether a value, or a text where there is no attribute, contradicts nothing in the device around: what it would come to lack
 * is still to be written. Outside of devices it is the child of the root that is asked.
 */
export function suits(judgement: Judgement, element: Element, attribute: Attribute | null): (value: string) => boolean {
  const path = lineage(element).slice(1)
  const within = path[0]?.name === 'devices' ? path.slice(1) : path
  const [outermost] = within
  const item = outermost && itemIn(judgement, outermost)
  if (!outermost || !item) return () => true
  const declarations = readings(judgement, outermost)
  const grows = makeGrowth(judgement.grammar.patterns())
  return value => {
    const there = withValue(item, within, attribute, value)
    return declarations.some(declaration => grows(there, declaration))
  }
}

/** What an element was read as; null when it is not in what was judged. */
export function itemIn(judgement: Judgement, element: Element): Item | null {
  const root = judgement.root()
  return root && itemFor(root, element)
}

const nothing: PossibleValues = { values: [], datatypes: [], any: false }

function expected({ name, required, declarations }: { readonly name: string, readonly required: boolean, readonly declarations: readonly Declaration[] }, as: string): ExpectedElement {
  return { name: as, namespace: namespaceOf(name), required, declarations }
}

/** The states of an element after all its attributes but one, later ones too. */
function beside(judgement: Judgement, element: Element, without?: Attribute): { readonly states: readonly Pattern[], readonly others: readonly ItemAttribute[] } {
  const item = itemIn(judgement, element)
  if (!item) return { states: [], others: [] }
  const others = item.attributes.filter(({ place }) => place.start !== without?.nameSpan.start)
  return { states: afterAttributes(judgement.grammar.patterns(), contentsOf(readings(judgement, element, without)), others), others }
}

function contentsOf(declarations: readonly Declaration[]): readonly Pattern[] {
  return declarations.map(declaration => declaration.content)
}

/** From the root inwards: at each element what its parent allows there, then what its own attributes and content suit best. */
function readings(judgement: Judgement, element: Element, without?: Attribute): readonly Declaration[] {
  const item = itemIn(judgement, element)
  if (!item) return []
  if (without) return readingsOf(judgement, element, item, without)
  const byItem = judgement.readings.get(judgement.grammar) ?? new Map<Item, readonly Declaration[]>()
  judgement.readings.set(judgement.grammar, byItem)
  const known = byItem.get(item) ?? readingsOf(judgement, element, item)
  byItem.set(item, known)
  return known
}

function readingsOf(judgement: Judgement, element: Element, item: Item, without?: Attribute): readonly Declaration[] {
  const { grammar, subject: { kind, starts } } = judgement
  if (element.parent.kind === 'document') return starts.filter(declaration => declaration.name === item.name)
  const patterns = grammar.patterns()
  const outer = readings(judgement, element.parent)
  const outerItem = itemIn(judgement, element.parent)
  if (!outerItem) return []
  const start = afterTag(patterns, contentsOf(outer), outerItem.attributes)
  const before = outerItem.content.filter(child => child.kind === 'element' && child.place.start < item.place.start) as readonly Item[]
  const found = candidates(patterns, afterChildren(patterns, start, before), contentsOf(outer), item.name)
  const all = found.length ? found : namesOf(grammar, kind).declarationsOf(item.name)
  if (all.length < 2) return all
  const left = without ? item.attributes.filter(({ place }) => place.start !== without.nameSpan.start) : item.attributes
  return closest(all, makeRecovery(patterns, namesOf(grammar, kind).declarationsOf), itemWith(item, { attributes: left, open: item.open ?? 'content' }))
}

function closest(declarations: readonly Declaration[], verdict: (item: Item, declaration: Declaration) => Verdict, item: Item): readonly Declaration[] {
  const costs = declarations.map(declaration => verdict(item, declaration).cost)
  const least = Math.min(...costs)
  return declarations.filter((_, at) => costs[at]! <= least + 0.5)
}
