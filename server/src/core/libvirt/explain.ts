// Blames of the grammar engine as problems: which code it is, the narrow place, the words, and what a fix needs to know.
import type { Problem, Related, Span } from '../model'
import type { Blame } from '../grammar/blame'
import { decision, wantsAttribute, wantsElement, wantsValue, type Decision, type Link } from '../grammar/decide'
import type { Datatype } from '../grammar/datatypes'
import { attributesIn, elementsIn, valuesIn } from '../grammar/expect'
import { localOf, namespaceOf } from '../grammar/format'
import type { Item, ItemAttribute } from '../grammar/item'
import { afterText, attributeStep, matchesValue } from '../grammar/match'
import type { Declaration, Pattern, Patterns } from '../grammar/pattern'
import { closestName } from '../text/names'
import * as say from './messages'
import { usualPrefixes, type Unbound } from './items'
import { phrasesOf } from './phrases'

/** Where names stand in the schema of the document's kind; asked only when something is wrong. */
export interface Places {
  /** The elements that an element of this name may stand in; empty when the schema knows no such element. */
  readonly parentsOf: (name: string) => readonly string[]
  readonly homesOf: (declarations: readonly Declaration[]) => readonly string[]
}

type FaultOf<K> = Extract<Blame['fault'], { readonly kind: K }>

export function explained(blame: Blame, patterns: Patterns, places: Places): Problem {
  const said = worded(blame, patterns, places)
  const { value, suggestion } = said.data ?? {}
  const wrong = typeof value === 'string' && value !== suggestion && value.trim() === suggestion ? 'blanks around' : blame.fault.kind === 'value' ? 'value' : 'name'
  const outcome = written.has(blame.chain[0]!.item.name) ? '' : say.outcomeOf(said.code, wrong)
  return outcome ? { ...said, message: `${said.message} ${outcome}` } : said
}

/** Kinds that libvirt writes and nobody defines. */
const written: ReadonlySet<string> = new Set(['capabilities', 'domainCapabilities', 'storagepoolCapabilities'])

function worded(blame: Blame, patterns: Patterns, places: Places): Problem {
  const { fault, chain } = blame
  const { item } = chain[chain.length - 1]!
  switch (fault.kind) {
    case 'element': return element(fault, blame, patterns, places)
    case 'attribute': return attribute(fault, chain, item, patterns)
    case 'value': return value(fault, chain, item, patterns)
    case 'stray': {
      const text = cut(fault.text.value.trim())
      return problem('schema/unexpected-text', fault.text.place, say.unexpectedText(shown(item.name), text), { element: shown(item.name), text })
    }
    case 'text': {
      const { values, datatypes } = valuesIn(fault.states)
      const text = fault.text ? cut(fault.text.value.trim()) : null
      if (fault.text && text !== null && fault.states.some(state => afterText(patterns, state, text).nullable)) {
        return problem('schema/invalid-value', fault.text.place, say.blanksAround(`\`<${shown(item.name)}>\``, text),
          { element: shown(item.name), value: fault.text.value, suggestion: text, allowed: values })
      }
      const suggestion = text === null ? null : closestName(text, values) ?? null
      return problem('schema/invalid-value', fault.text?.place ?? item.place,
        say.invalidText(shown(item.name), text, { suggestion, allowed: values }, phrasesOf(datatypes)),
        { element: shown(item.name), value: text, suggestion, allowed: values })
    }
    case 'no-attribute': {
      const { values, datatypes } = valuesIn(fault.values ?? fault.states.flatMap(state => attributeStep(patterns, state, fault.names[0]!).values))
      const names = fault.names.map(shown)
      const message = fault.values ? say.absentAttribute(names[0]!, shown(item.name), values)
        : say.missingAttribute(names, shown(item.name), values, values.length ? '' : phrasesOf(datatypes))
      return problem('schema/missing-attribute', item.place, message, { names, name: names[0], element: shown(item.name), allowed: values })
    }
    case 'no-child': {
      const names = fault.names.map(shown)
      return problem('schema/missing-child', item.place, say.missingChild(names, shown(item.name)), { names, name: names[0], element: shown(item.name) })
    }
  }
}

/** The problem of a document that is refused without a fault that could be told. */
export function refused(item: Item): Problem {
  return problem('schema/refused', item.place, say.unreadable(shown(item.name)), { element: shown(item.name) })
}

/** The first of the problems that are not listed. */
export function andMore(blame: Blame, count: number): Problem {
  const { fault } = blame
  const place = 'child' in fault ? fault.child.place : 'attribute' in fault ? fault.attribute.place : blame.chain[blame.chain.length - 1]!.item.place
  return problem('schema/too-many-problems', place, say.andMore(count), { count })
}

/** A prefix that no `xmlns:…` around it binds: told once for each prefix. */
export function unbound(names: readonly Unbound[], root: Item): readonly Problem[] {
  return names.filter(({ prefix }, at) => names.findIndex(other => other.prefix === prefix) === at).map(({ prefix, span }) => {
    const namespace = Object.entries(usualPrefixes).find(([, usual]) => usual === prefix)?.[0] ?? null
    return problem('xml/unbound-prefix', span, say.unboundPrefix(prefix, namespace, shown(root.name)), { prefix, namespace, root: shown(root.name) })
  })
}

/** A name as a document would have it: libvirt's own namespaces by their usual prefixes. */
export function shown(name: string): string {
  const prefix = usualPrefixes[namespaceOf(name)]
  return prefix ? `${prefix}:${localOf(name)}` : localOf(name)
}

function element(fault: FaultOf<'element'>, { chain, home }: Blame, patterns: Patterns, places: Places): Problem {
  const { item: parent } = chain[chain.length - 1]!
  const { child, states, meant } = fault
  const name = shown(child.name)
  const within = shown(parent.name)
  const allowed = elementsIn(states, 'next').map(possible => shown(possible.name))
  const data = { name, element: within, suggestion: meant && shown(meant), allowed }
  if (meant !== null) {
    return problem('schema/unknown-element', child.place, say.unknownElement(name, within, { suggestion: shown(meant), allowed }), data)
  }
  if (home) {
    return problem('schema/misplaced-element', child.place, say.misplacedElement(name, within, [], shown(home.name)), { ...data, home: shown(home.name) },
      [{ span: home.place, message: say.related.lacks(shown(home.name), name) }])
  }
  if (fault.stray) {
    const homes = places.homesOf(fault.stray).filter(outer => outer !== parent.name).map(shown)
    return problem('schema/misplaced-element', child.place, say.strayElement(name, within, homes), { ...data, homes })
  }
  const first = parent.content.find(other => other.kind === 'element' && other.name === child.name)
  if (!places.parentsOf(child.name).length) {
    // Close to one that has passed already: a typo all the same.
    const suggestion = closestName(name, elementsIn([chain[chain.length - 1]!.declaration.content], 'all').map(possible => shown(possible.name))) ?? null
    return problem('schema/unknown-element', child.place, say.unknownElement(name, within, { suggestion, allowed }), { ...data, suggestion })
  }
  const decided = decision(patterns, chain, wantsElement(child.name), child)
  if (decided) {
    const twin = first === child ? decided.sibling : first
    if (twin?.kind === 'element' && twin.name === child.name && decided.owner === parent && decided.attribute === null) {
      return problem('schema/repeated-element', child.place, say.repeatedElement(name, within), data, [{ span: twin.place, message: say.related.first(name) }])
    }
    return problem('schema/not-with', child.place, say.elementNotWith(name, within, decidedIn(decided)), { ...data, ...decidedData(decided) }, relatedTo(decided))
  }
  const homes = places.parentsOf(child.name)
  const near = [...chain].reverse().map(link => shown(link.item.name)).filter(outer => homes.includes(outer))
  // One of the same name elsewhere is no place to move it to.
  const listed = (near.length ? near : homes.map(shown)).filter(outer => outer !== within)
  return problem('schema/misplaced-element', child.place, say.misplacedElement(name, within, listed, null), { ...data, homes: listed })
}

function attribute(fault: FaultOf<'attribute'>, chain: readonly Link[], item: Item, patterns: Patterns): Problem {
  const { attribute, states, meant } = fault
  const name = shown(attribute.name)
  const allowed = attributesIn(states).map(possible => shown(possible.name))
  const data = { name, element: shown(item.name), suggestion: meant && shown(meant), allowed }
  // A name that is right in another branch was hardly mistyped, even if another is meant in this one.
  const typo = meant !== null && closestName(name, [shown(meant)]) !== undefined
  const decided = typo ? null : decision(patterns, chain, wantsAttribute(attribute.name), attribute)
  if (decided) {
    return problem('schema/not-with', attribute.place, say.attributeNotWith(name, shown(item.name), decidedIn(decided), meant && shown(meant)),
      { ...data, ...decidedData(decided) }, relatedTo(decided))
  }
  return problem('schema/unknown-attribute', attribute.place,
    say.unknownAttribute(name, shown(item.name), { suggestion: meant && shown(meant), allowed }), data)
}

function value(fault: FaultOf<'value'>, chain: readonly Link[], item: Item, patterns: Patterns): Problem {
  const { attribute, states } = fault
  const { values, datatypes } = valuesIn(fault.unfit ? states : stepValues(patterns, states, attribute))
  const suggestion = closestName(attribute.value ?? '', [...values, ...usualWords(datatypes)]) ?? null
  const name = shown(attribute.name)
  const phrase = phrasesOf(datatypes)
  const place = attribute.valuePlace && attribute.valuePlace.end > attribute.valuePlace.start ? attribute.valuePlace : attribute.place
  const data = { name, element: shown(item.name), value: attribute.value, suggestion, allowed: values }
  const bare = attribute.value?.trim() ?? ''
  if (bare !== attribute.value && stepValues(patterns, states, attribute).some(pattern => matchesValue(patterns, pattern, bare))) {
    return problem('schema/invalid-value', place, say.blanksAround(`\`${name}\` of \`<${shown(item.name)}>\``, bare), { ...data, suggestion: bare })
  }
  if (fault.unfit) return problem('schema/not-with', place, say.unfitValue(name, shown(item.name), attribute.value ?? '', values, phrase), { ...data, suggestion: values.length === 1 ? values[0] : null })
  const decided = decision(patterns, chain, wantsValue(patterns, attribute.name, attribute.value ?? ''), attribute)
  if (decided && (decided.attribute || decided.absent || decided.sibling)) {
    return problem('schema/not-with', place,
      say.valueNotWith(name, shown(item.name), attribute.value ?? '', decidedIn(decided), { suggestion, allowed: values }, phrase),
      { ...data, ...decidedData(decided) }, relatedTo(decided))
  }
  return problem('schema/invalid-value', place, say.invalidValue(name, shown(item.name), attribute.value ?? '', { suggestion, allowed: values }, phrase), data)
}

/** Units and switches are patterns in the schema; these are the words that people write where such a pattern is. */
function usualWords(datatypes: readonly Datatype[]): readonly string[] {
  const patterns = datatypes.filter(({ accepts }) => !accepts('x'))
  return ['KiB', 'MiB', 'GiB', 'TiB', 'KB', 'MB', 'GB', 'bytes', 'yes', 'no', 'true', 'false', 'on', 'off'].filter(word => patterns.some(({ accepts }) => accepts(word)))
}

function stepValues(patterns: Patterns, states: readonly Pattern[], attribute: ItemAttribute): readonly Pattern[] {
  return states.flatMap(state => attributeStep(patterns, state, attribute.name).values)
}

function decidedIn({ attribute, absent, sibling, owner, allowedWith }: Decision): say.Decided {
  const by = attribute ? `${shown(attribute.name)}='${attribute.value ?? ''}'` : sibling && `<${shown(sibling.name)}>`
  return { by, absent: absent && shown(absent), owner: shown(owner.name), allowedWith }
}

/** `decidedBy` is the attribute to change, `absent` the one to add, `beside` the sibling to remove. */
function decidedData({ attribute, absent, sibling, owner, allowedWith }: Decision): Readonly<Record<string, unknown>> {
  return {
    ...attribute && { decidedBy: { name: shown(attribute.name), value: attribute.value, span: attribute.valuePlace } },
    ...absent && { absent: { name: shown(absent), element: shown(owner.name), span: owner.place } },
    ...sibling && { beside: { element: shown(sibling.name), span: sibling.place } },
    allowedWith,
  }
}

function relatedTo({ attribute, absent, sibling, owner }: Decision): readonly Related[] {
  if (attribute) return [{ span: attribute.valuePlace ?? attribute.place, message: say.related.decides(`${shown(attribute.name)}='${attribute.value ?? ''}'`) }]
  if (sibling) return [{ span: sibling.place, message: say.related.decides(`<${shown(sibling.name)}>`) }]
  return absent ? [{ span: owner.place, message: say.related.without(shown(absent)) }] : []
}

/** Values go into messages and fixes; nobody needs megabytes of one there. */
function cut(text: string): string {
  return text.length > 1000 ? `${text.slice(0, 999)}…` : text
}

function problem(code: string, span: Span, message: string, data: Readonly<Record<string, unknown>>, related: readonly Related[] = []): Problem {
  return { code, level: 'error', span, message, data, ...related.length && { related } }
}
