// What a completion writes for an element or an attribute: its required parts as stops of a snippet.
import { attributesIn, elementsIn, takesText, valuesIn, type PossibleAttribute, type PossibleValues } from '../grammar/expect'
import type { Declaration, Pattern, Patterns } from '../grammar/pattern'
import { afterAttributes } from '../grammar/trace'
import { entryAt, wordsOf, type Step } from './docs/index'
import { exampleOf } from './phrases'

export type Quote = '"' | "'"

/** How the attributes of this text are mostly quoted. */
export function quoteIn(text: string): Quote {
  let [single, double] = [0, 0]
  for (let at = text.indexOf('='); at >= 0 && at < 20_000; at = text.indexOf('=', at + 1)) {
    if (text[at + 1] === '"') double++
    else if (text[at + 1] === "'") single++
  }
  return double > single ? '"' : "'"
}

export interface Insertion {
  readonly text: string
  /** What is to be written next can be listed. */
  readonly again: boolean
}

/** The element at the end of `path`, from behind its `<`, as a snippet. `filled`: where anything may stand, an example does. */
export function elementSnippet(path: readonly Step[], declarations: readonly Declaration[], quote: Quote, patterns: Patterns, stops: 'bare' | 'filled' = 'bare'): Insertion {
  const { text, listed } = written(path, declarations, { quote, patterns, stops, next: 1, outermost: path.length })
  return { text: text.slice(1), again: listed }
}

/** The same for the children of one element; each is asked for with every list, so it is kept for the next. */
export function snippetsIn(path: readonly Step[], quote: Quote, patterns: Patterns): (child: { readonly name: string, readonly declarations: readonly Declaration[] }) => Insertion {
  const kept = snippets.get(patterns) ?? new Map<string, Insertion>()
  snippets.set(patterns, kept)
  const place = quote + JSON.stringify(path)
  return ({ name, declarations }) => {
    const key = `${name} ${declarations.map(({ id }) => id).join(' ')} ${place}`
    const known = kept.get(key)
    if (known) return known
    const made = elementSnippet([...path, name], declarations, quote, patterns)
    if (kept.size > mostKept) kept.clear()
    kept.set(key, made)
    return made
  }
}

const snippets = new WeakMap<Patterns, Map<string, Insertion>>()

/** The attributes of an element are part of its path, so there is no end of places. */
const mostKept = 2000

/** What people mostly write comes first: the docs list it in that order. */
export function inUsualOrder(values: readonly string[], entry: number | null): readonly string[] {
  const told = wordsOf(entry).filter(value => values.includes(value))
  return [...told, ...values.filter(value => !told.includes(value))]
}

/** The attribute with its quotes, the place between them as a stop. */
export function attributeSnippet(name: string, values: readonly string[], quote: Quote): Insertion {
  return { text: `${name}=${quote}${values.length === 1 ? `\${1:${escaped(values[0]!)}}` : '$1'}${quote}`, again: values.length !== 1 }
}

/** Plain text in a snippet. */
export const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&')

interface Written {
  readonly text: string
  /** The last stop stands where attributes can be listed. */
  readonly listed: boolean
}

interface Writing {
  readonly quote: Quote
  readonly patterns: Patterns
  readonly stops: 'bare' | 'filled'
  /** The number of the next stop. */
  next: number
  /** How long the path of the outermost element is. */
  readonly outermost: number
}

const deepest = 3

function written(path: readonly Step[], declarations: readonly Declaration[], writing: Writing): Written {
  const last = path.at(-1)!
  const name = typeof last === 'string' ? last : last.name
  const depth = path.length - writing.outermost
  const indent = '\t'.repeat(depth)
  const contents = declarations.map(({ content }) => content)
  const known = attributesIn(contents)
  const still = besideRequired(path, contents, known, writing.patterns)
  const chosen = known.filter(attribute => attribute.required || (decides(attribute) && known.length > 1 && still.has(attribute.name)))
  const size = sized.has(name) && known.some(attribute => attribute.name === 'unit') ? ` unit=${writing.quote}\${${writing.next++}|MiB,GiB,KiB|}${writing.quote}` : ''
  const attributes = size + chosen.map(attribute => ` ${attribute.name}=${writing.quote}${stop(attribute.name, valuesIn(attribute.values), entryAt(path, attribute.name), writing)}${writing.quote}`).join('')
  const open = `<${name}${attributes}`
  const children = elementsIn(contents, 'all')
  const wanted = depth < deepest ? children.filter(child => child.required || usual.get(name) === child.name) : []
  if (wanted.length || (children.length > 0 && (containers.has(name) || known.length === 0))) {
    const lines = wanted.map(child => `\n${indent}\t${written([...path, child.name], child.declarations, writing).text}`).join('')
    const rest = depth === 0 && children.length > wanted.length
    return { text: `${open}>${lines}${rest ? `\n${indent}\t$0` : ''}\n${indent}</${name}>`, listed: false }
  }
  if (children.length === 0 && takesText(contents)) {
    return { text: `${open}>${stop(name, valuesIn(contents), entryAt(path), writing)}</${name}>`, listed: false }
  }
  if (chosen.length || !known.length) return { text: `${open}/>`, listed: false }
  return depth === 0 ? { text: `${open} $0/>`, listed: true } : { text: `${open} $${writing.next++}/>`, listed: false }
}

/** The attributes that may stand beside the required ones, with the values that a person is offered first. */
function besideRequired(path: readonly Step[], contents: readonly Pattern[], known: readonly PossibleAttribute[], patterns: Patterns): ReadonlySet<string> {
  const required = known.filter(attribute => attribute.required).map(({ name, values }) =>
    ({ name, value: inUsualOrder(valuesIn(values).values, entryAt(path, name))[0] ?? null, place: nowhere, valuePlace: null }))
  return new Set(attributesIn(afterAttributes(patterns, contents, required)).map(({ name }) => name))
}

const nowhere = { start: 0, end: 0 }

/** `type` and `mode` say what else is allowed, so they come with their element even where they may be left out. */
const decides = ({ name, values }: PossibleAttribute): boolean => (name === 'type' || name === 'mode') && valuesIn(values).values.length > 1

/** Names that people mostly fill; others that take attributes stand alone. */
const containers = new Set(['interface', 'hostdev', 'filesystem', 'cpu', 'clock', 'console', 'serial', 'channel', 'parallel', 'rng', 'tpm', 'redirdev', 'disk', 'network', 'pool', 'volume', 'ip', 'forward', 'bandwidth', 'dns'])

/** A child that may be left out, and hardly ever is. */
const usual: ReadonlyMap<string, string> = new Map([['video', 'model'], ['channel', 'target']])

/** A number here without a unit is seldom what was meant. */
const sized = new Set(['memory', 'currentMemory', 'maxMemory', 'capacity', 'size'])

function stop(name: string, { values, datatypes, any }: PossibleValues, entry: number | null, writing: Writing): string {
  if (values.length === 1) return escaped(values[0]!)
  const number = writing.next++
  const listed = inUsualOrder(values, entry).map(value => value.replace(/[\\,|]/g, '\\$&'))
  if (listed.length) return `\${${number}|${listed.join(',')}|}`
  return writing.stops === 'bare' ? `$${number}` : `\${${number}:${escaped(exampleOf(datatypes) ?? (any ? name : ''))}}`
}

/** A domain as people begin one; the other roots get what the schema demands. */
export function rootSnippet(name: string, declarations: readonly Declaration[], quote: Quote, patterns: Patterns): string {
  if (name !== 'domain') return elementSnippet([name], declarations, quote, patterns).text
  const lines = [
    "domain type='${1|kvm,qemu|}'>",
    '\t<name>${2:name}</name>',
    "\t<memory unit='MiB'>${3:2048}</memory>",
    '\t<vcpu>${4:2}</vcpu>',
    '\t<os>',
    "\t\t<type arch='${5|x86_64,aarch64|}' machine='${6|q35,virt,pc|}'>hvm</type>",
    '\t</os>',
    '\t<features>',
    '\t\t<acpi/>',
    '\t</features>',
    '\t<devices>',
    '\t\t$0',
    '\t</devices>',
    '</domain>',
  ]
  return quote === "'" ? lines.join('\n') : lines.join('\n').replaceAll("'", '"')
}

