// What a completion writes for an element or an attribute: its required parts as stops of a snippet.
import { attributesIn, elementsIn, takesText, valuesIn, type PossibleAttribute } from '../grammar/expect'
import type { Declaration } from '../grammar/pattern'

export type Quote = '"' | "'"

/** How the attributes of this text are mostly quoted. */
export function quoteIn(text: string): Quote {
  const start = text.slice(0, 20_000)
  return start.split('="').length > start.split("='").length ? '"' : "'"
}

export interface Insertion {
  readonly text: string
  /** What is to be written next can be listed. */
  readonly again: boolean
}

/** The element from behind its `<`, as a snippet. */
export function elementSnippet(name: string, declarations: readonly Declaration[], quote: Quote): Insertion {
  const stops = { next: 1 }
  const { text, listed } = written(name, declarations, quote, stops, '')
  // A single stop that has no list of its own is where the next list opens.
  return { text: text.slice(1), again: listed }
}

/** The attribute with its quotes, the place between them as a stop. */
export function attributeSnippet(name: string, values: readonly string[], quote: Quote): Insertion {
  return { text: `${name}=${quote}${values.length === 1 ? `\${1:${escaped(values[0]!)}}` : '$1'}${quote}`, again: values.length !== 1 }
}

/** Plain text in a snippet. */
export const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&')

interface Written {
  readonly text: string
  /** The last stop stands where something can be listed: an attribute's name, a child. */
  readonly listed: boolean
}

const deepest = 3

function written(name: string, declarations: readonly Declaration[], quote: Quote, stops: { next: number }, indent: string): Written {
  const contents = declarations.map(({ content }) => content)
  const known = attributesIn(contents)
  const chosen = known.filter(attribute => attribute.required || (decides(attribute) && known.length > 1))
  const attributes = chosen.map(attribute => ` ${attribute.name}=${quote}${valueStop(attribute, stops)}${quote}`).join('')
  const open = `<${name}${attributes}`
  const children = elementsIn(contents, 'all')
  const required = indent.length < deepest ? children.filter(child => child.required) : []
  if (required.length || (children.length > 0 && isContainer(name, attributes !== '' || known.length > 0))) {
    const inner = `${indent}\t`
    const lines = required.map(child => `\n${inner}${written(child.name, child.declarations, quote, stops, inner).text}`).join('')
    const rest = children.some(child => !child.required) && indent === ''
    return { text: `${open}>${lines}${rest ? `\n${inner}$0` : ''}\n${indent}</${name}>`, listed: rest && !required.length && !chosen.length }
  }
  if (children.length === 0 && takesText(contents)) {
    const { values } = valuesIn(contents)
    return { text: `${open}>${stop(values, stops)}</${name}>`, listed: values.length === 0 && chosen.length === 0 }
  }
  if (chosen.length === 0 && known.length > 0 && indent === '') return { text: `${open} $0/>`, listed: true }
  return { text: `${open}/>`, listed: false }
}

/** `type` and `mode` say what else is allowed, so they come with their element even where they may be left out. */
const decides = ({ name, values }: PossibleAttribute): boolean => name === 'type' && valuesIn(values).values.length > 1

/** Names that people mostly fill; others of their kind stand alone. */
const containers = new Set(['interface', 'hostdev', 'filesystem', 'cpu', 'clock', 'console', 'serial', 'channel', 'parallel', 'rng', 'tpm', 'redirdev', 'disk', 'network', 'pool', 'volume', 'ip', 'forward', 'bandwidth', 'dns'])

const isContainer = (name: string, hasAttributes: boolean): boolean => containers.has(name) || !hasAttributes

function valueStop(attribute: PossibleAttribute, stops: { next: number }): string {
  return stop(valuesIn(attribute.values).values, stops)
}

function stop(values: readonly string[], stops: { next: number }): string {
  if (values.length === 1) return escaped(values[0]!)
  const number = stops.next++
  return values.length ? `\${${number}|${values.map(value => value.replace(/[\\,|]/g, '\\$&')).join(',')}|}` : `$${number}`
}

/** A domain as people begin one; the other roots get what the schema demands. */
export function rootSnippet(name: string, declarations: readonly Declaration[], quote: Quote): string {
  if (name !== 'domain') return elementSnippet(name, declarations, quote).text
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

