// From libvirt's refusal in words to the place that it is most likely about: libvirt gives no position, but names things.
import type { Problem, Span } from '../model'
import { linesOf } from '../text/lines'
import type { Attribute, Element, XmlDocument } from '../xml/tree'
import { elementsWhere } from '../xml/walk'
import { knownRefusals } from './blame-known'
import { canonical, cluesOf, pairKey, type Clues } from './blame-clues'
import { childOf, localName, textOf, textSpanOf, valueOf } from './read'

/**
 * The narrowest place that fits the words; null when they name nothing here. `problems` are what we know to be
 * wrong ourselves: RELAX NG's refusals only name the outermost element, so that ours inside it come first.
 */
export function blame(document: XmlDocument, answer: string, problems: readonly Problem[] = []): Span | null {
  const words = withoutFraming(answer)
  const elements = elementsWhere(document, ({ name }) => name !== '')
  return bySyntax(document, words) ?? bySchema(elements, words, problems) ?? byTable(elements, words) ?? byAttribute(elements, words) ?? byClues(elements, cluesOf(words))
}

/** Without virsh's own sentence, which names the file, and without the schema's path. */
const withoutFraming = (answer: string): string =>
  answer.split('\n').filter(line => !/^error: Failed to /.test(line)).join('\n')
    .replace(/^error: /gm, '').replace(/Unable to validate doc against \S+/g, '').replace(/^(?:XML error|unsupported configuration|internal error|invalid argument): /gm, '')

/** `(domain_definition):5: …`, then the line and a caret below it; libxml2 shows long lines from their middle. */
function bySyntax(document: XmlDocument, answer: string): Span | null {
  const found = /\((?:\w+_definition|\w+_description|[^)\n]*)\):(\d+): [^\n]*(?:\n([^\n]*)\n(-*)\^)?/.exec(answer)
  if (!found) return null
  const line = linesOf(document.text).lineSpan(Number(found[1]) - 1)
  const text = document.text.slice(line.start, line.end)
  const shown = found[2] ?? ''
  const from = text.indexOf(shown.replace(/\s+$/, ''))
  const start = line.start + text.length - text.trimStart().length
  if (found[3] === undefined || from < 0) return { start, end: Math.max(start, line.end) }
  const offset = Math.min(line.start + from + found[3].length, line.end)
  const known = document.problems.find(({ span }) => span.start <= offset && offset <= span.end)
  return known?.span ?? tokenAround(document.text, offset, line)
}

function tokenAround(text: string, offset: number, line: Span): Span {
  let start = Math.min(offset, line.end - 1)
  while (start > line.start && !/[\w:-]/.test(text[start] ?? '')) start--
  let end = start + 1
  while (start > line.start && /[\w:-]/.test(text[start - 1] ?? '')) start--
  while (end < line.end && /[\w:-]/.test(text[end] ?? '')) end++
  return { start: Math.max(start, line.start), end: Math.max(end, start) }
}

/** What libxml2 says of a document that breaks the schema, most telling first. */
function bySchema(elements: readonly Element[], answer: string, problems: readonly Problem[]): Span | null {
  if (!/failed to validate|validate against schema|Extra element|in interleave|has extra content|Expecting (?:an )?element/.test(answer)) return null
  const ours = problems.filter(problem => problem.level === 'error')
  const [, value] = /doesn't allow value '([^'\n]*)'/.exec(answer) ?? []
  const [, attribute, owner] = /Invalid attribute (\S+) for element (\S+)/.exec(answer) ?? []
  const named = [
    ...[...answer.matchAll(/has extra content: (\S+)/g)], ...[...answer.matchAll(/Expecting element \S+, got (\S+)/g)], ...[...answer.matchAll(/Did not expect element (\S+) there/g)],
    ...[...answer.matchAll(/Extra element (\S+) in interleave/g)], ...[...answer.matchAll(/Element (\S+) failed to validate/g)],
  ].map(match => match[1]!)
  const candidates: readonly { readonly inside: Span; readonly narrow: Span }[] = [
    ...elements.filter(element => value !== undefined && textOf(element) === value).map(element => ({ inside: element.span, narrow: textSpanOf(element) ?? element.nameSpan })),
    ...elements.flatMap(element => element.attributes.filter(({ value: typed }) => value !== undefined && typed === value).map(typed => ({ inside: typed.span, narrow: typed.valueSpan ?? typed.nameSpan }))),
    ...elements.filter(element => element.name === owner).flatMap(element => element.attributes.filter(({ name }) => name === attribute).map(typed => ({ inside: typed.span, narrow: typed.valueSpan ?? typed.nameSpan }))),
    ...named.flatMap(name => elements.filter(element => element.name === name)).map(element => ({ inside: element.span, narrow: element.nameSpan })),
  ]
  for (const { inside } of candidates) {
    const known = ours.find(({ span }) => inside.start <= span.start && span.end <= inside.end)
    if (known) return known.span
  }
  return ours[0]?.span ?? candidates[0]?.narrow ?? null
}

function byTable(elements: readonly Element[], words: string): Span | null {
  for (const { words: known, element: name, attribute, within } of knownRefusals) {
    if (!known.test(words.trim())) continue
    const element = elements.find(each => each.name === name && (attribute === undefined || valueOf(each, attribute) !== undefined)
      && (within === undefined || (each.parent.kind === 'element' && each.parent.name === within)))
    if (element) return element.attributes.find(({ name: typed }) => typed === attribute)?.valueSpan ?? element.nameSpan
  }
  return null
}

/** `Missing required attribute 'bridge' in element 'source'`: an element of that name without it. `loader attribute 'type'`: one with it. */
function byAttribute(elements: readonly Element[], answer: string): Span | null {
  if (/[Mm]issing source path attribute for char device/.test(answer)) return pathless(elements)
  const [, first, second, owner] = /[Mm]issing (?:required )?(?:['"]?([\w-]+)['"]? )?attribute (?:['"]?([\w-]+)['"]? )?(?:in|for|on) (?:element )?['"<]?([\w:-]+)/.exec(answer) ?? []
  const name = first === 'required' ? second : second ?? first
  if (name !== undefined && owner !== undefined) {
    const lacking = elements.filter(element => element.name === owner && valueOf(element, name) === undefined)
    const likely = lacking.find(element => element.parent.kind === 'element' && element.parent.attributes.some(({ value }) => value === name))
    return (likely ?? lacking[0])?.nameSpan ?? null
  }
  const [, before, attribute] = /([\w-]+)>? attribute '([\w-]+)'/.exec(answer) ?? []
  for (const element of elements) {
    const found = element.name === before ? element.attributes.find(({ name: typed }) => typed === attribute) : undefined
    if (found) return found.nameSpan
  }
  return null
}

/** A serial port, console or channel that needs a path and has none. */
function pathless(elements: readonly Element[]): Span | null {
  const device = elements.find(element => ['unix', 'file', 'dev', 'pipe'].includes(valueOf(element, 'type') ?? '') &&
    ['serial', 'console', 'parallel', 'channel', 'backend', 'redirdev', 'smartcard'].includes(element.name) && valueOf(childOf(element, 'source'), 'path') === undefined)
  return device ? (childOf(device, 'source') ?? device).nameSpan : null
}

interface Candidate {
  readonly span: Span
  readonly score: number
}

/** Below this the words have hardly anything to do with the document. */
const enough = 2.5

/** Adds up, for every name, value and text, how well it and what stands around it fit the words. */
function byClues(elements: readonly Element[], clues: Clues): Span | null {
  const seen = frequencies(elements, clues)
  const devices = devicesOf(elements)
  const evidence = new Map<Element, number>()
  for (const element of elements) {
    const device = devices.get(element) ?? element
    const own = element.attributes.reduce((sum, attribute) => sum + valueScore(attribute, clues, seen), textScore(element, clues, seen)) + nameScore(element, clues) / 2
    if (own > 0) evidence.set(device, (evidence.get(device) ?? 0) + own)
  }
  let best: Candidate | null = null
  for (const element of elements) {
    for (const candidate of candidatesOf(element, clues, seen, evidence.get(devices.get(element) ?? element) ?? 0)) {
      if (candidate.score >= enough && (best === null || candidate.score > best.score || (clues.second && candidate.score === best.score))) best = candidate
    }
  }
  return best?.span ?? null
}

function* candidatesOf(element: Element, clues: Clues, seen: ReadonlyMap<string, number>, evidence: number): Generator<Candidate> {
  const name = nameScore(element, clues)
  const parent = element.parent.kind === 'element' ? nameScore(element.parent, clues) : 0
  const around = name / 2 + parent / 2 + Math.min(evidence, 12) / 2
  if (name > 0) yield { span: element.nameSpan, score: name + parent / 2 + Math.min(evidence, 12) / 2 }
  if (clues.ccw.size && element.name === 'address' && clues.ccw.has(ccwOf(element))) yield { span: element.attributes.find(attribute => attribute.name === 'devno')?.valueSpan ?? element.nameSpan, score: 15 + around }
  if (clues.pci.size && element.name === 'address' && clues.pci.has(pciOf(element))) yield { span: element.attributes.find(attribute => attribute.name === 'slot')?.valueSpan ?? element.nameSpan, score: 15 + around }
  for (const attribute of element.attributes) {
    const label = clues.quoted.has(attribute.name) || (/[A-Z_]/.test(attribute.name) && clues.tokens.has(attribute.name)) ? 3 : clues.words.has(attribute.name.toLowerCase()) ? 1 : 0
    const value = valueScore(attribute, clues, seen)
    if (value > 0) yield { span: attribute.valueSpan ?? attribute.nameSpan, score: value + label + around + labelScore(element, attribute, clues) }
    else if (label === 3) yield { span: attribute.nameSpan, score: label + around }
  }
  const text = textScore(element, clues, seen)
  if (text > 0) yield { span: textSpanOf(element) ?? element.nameSpan, score: text + around }
}

/** The device that each element is part of: what stands directly in `<devices>`, or else in the root. Parents come first. */
function devicesOf(elements: readonly Element[]): ReadonlyMap<Element, Element> {
  const devices = new Map<Element, Element>()
  for (const element of elements) {
    const { parent } = element
    const outermost = parent.kind !== 'element' || parent.parent.kind !== 'element' || parent.name === 'devices'
    devices.set(element, outermost ? element : devices.get(parent) ?? element)
  }
  return devices
}

/** Words that are found in every other message and so say little of an element. */
const common = new Set(['device', 'devices', 'domain', 'type', 'source', 'target', 'name', 'address', 'model', 'driver', 'value', 'configuration', 'element', 'attribute', 'memory', 'host', 'path', 'os'])

function nameScore(element: Element, clues: Clues): number {
  const name = localName(element)
  if (clues.quoted.has(name)) return clues.subject === name ? 4 + 2 * aboutIt : 4
  if (!clues.words.has(name.toLowerCase())) return 0
  return common.has(name) ? 1 : 2.5
}

/** Unquoted, these are about the device rather than about an attribute that says so. */
const deviceNames = new Set(['disk', 'floppy', 'usb', 'pci', 'scsi', 'memory', 'interface', 'bridge', 'file', 'block', 'mouse', 'keyboard', 'virtio', 'serial', 'static', 'server', 'subsystem'])

const aboutIt = 5

/** `target 'sda'` speaks of a value on `<target>`, `type 'pci'` of one called `type`, `disk 'hda'` of one inside a disk. */
function labelScore(element: Element, attribute: Attribute, clues: Clues): number {
  const value = attribute.value?.trim() ?? ''
  const around = element.parent.kind === 'element' ? element.parent.name : ''
  return [element.name, attribute.name, around].some(name => clues.labels.has(`${name.toLowerCase()}=${value}`)) ? 3 : 0
}

function valueScore(attribute: Attribute, clues: Clues, seen: ReadonlyMap<string, number>): number {
  const value = attribute.value?.trim()
  if (!value) return 0
  const rarity = 1 / Math.sqrt(seen.get(value) ?? 1)
  if (clues.pairs.has(pairKey(attribute.name, value))) return 3 + 4 * rarity
  if (clues.quoted.has(value)) return 1 + 5 * rarity + (clues.subject === value ? aboutIt : 0)
  return clues.tokens.has(value) && !/^\d+$/.test(value) && !deviceNames.has(value) ? (value.length > 2 ? 1 : 0) + 4 * rarity : 0
}

function textScore(element: Element, clues: Clues, seen: ReadonlyMap<string, number>): number {
  const text = textOf(element)
  if (text === undefined) return 0
  const rarity = 1 / Math.sqrt(seen.get(text) ?? 1)
  return clues.quoted.has(text) ? 1 + 5 * rarity : clues.tokens.has(text) && !/^\d+$/.test(text) ? 4 * rarity : 0
}

/** How often each value or text occurs that the words speak of: what is rare tells more. */
function frequencies(elements: readonly Element[], clues: Clues): ReadonlyMap<string, number> {
  const seen = new Map<string, number>()
  const add = (value: string | undefined): void => {
    if (value !== undefined && (clues.quoted.has(value) || clues.tokens.has(value))) seen.set(value, (seen.get(value) ?? 0) + 1)
  }
  for (const element of elements) {
    for (const attribute of element.attributes) add(attribute.value?.trim())
    add(textOf(element))
  }
  return seen
}

function pciOf(address: Element): string {
  const digits = (name: string, width: number): string => Number(canonical(valueOf(address, name) ?? '0')).toString(16).padStart(width, '0')
  return `${digits('domain', 4)}:${digits('bus', 2)}:${digits('slot', 2)}.${digits('function', 1)}`
}

function ccwOf(address: Element): string {
  const digits = (name: string, width: number): string => Number(canonical(valueOf(address, name) ?? '0')).toString(16).padStart(width, '0')
  return `${digits('cssid', 1)}.${digits('ssid', 1)}.${digits('devno', 4)}`
}
