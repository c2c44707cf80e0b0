// Where rules hold their tongue: an element that is still being typed or that the schema refuses (what a rule misses there may
// only be misspelt), and a place that a template will fill.
import type { Problem, Span } from '../../model'
import type { Element } from '../../xml/tree'
import { childElements, documentOf, lastStartingBefore, visit, type Parent } from '../../xml/walk'
import { holdsPlaceholder } from '../placeholders'
import type { Definition } from './definition'
import type { Finding, RuleOf } from './rule'

export interface Found {
  readonly rule: RuleOf<never>
  readonly finding: Finding
}

/** Those of the findings that stand on whole elements with nothing left to be filled. */
export function outspoken(found: readonly Found[], { root }: Definition, known: readonly Problem[]): readonly Found[] {
  if (!found.length) return found
  const document = documentOf(root)
  const template = mayBeTemplate.test(document.text) && holdsPlaceholder(document.text)
  const states = new Map<Element, boolean>()
  // What is wrong in another root of the file is nothing to this one. By its place: this may be a copy (bearing.ts).
  const isElsewhere = (span: Span): boolean => (childAround(document, span) ?? root).span.start !== root.span.start
  const refused = known.filter(({ level, code, span }) => level === 'error' && code !== 'xml/several-roots' && !isElsewhere(span)).map(({ span }) => unitAround(root, span))
  const quiet = (unit: Element): boolean => {
    const known = states.get(unit)
    if (known !== undefined) return known
    const state = refused.includes(unit) || isOpen(unit, unit !== root) || (template && isFilled(unit, root.name === 'domain'))
    states.set(unit, state)
    return state
  }
  if (template && (branches(root) || childElements(root, 'devices').some(branches))) return []
  const whole = !refused.length && !template && !isOpen(root, true)
  return found.filter(({ rule, finding }) => (whole || !rule.whole)
    && [finding.span, ...finding.related?.map(({ span }) => span) ?? []].every(span => !quiet(unitAround(root, span))))
}

/** A cheap look before the dear one. */
const mayBeTemplate = /[{}$%@#]|__|\[\[/

/** The device, or the child of the root, that a place is in. */
function unitAround(root: Element, span: Span): Element {
  const top = childAround(root, span)
  return (top?.name === 'devices' ? childAround(top, span) : null) ?? top ?? root
}

function childAround({ children }: Parent, span: Span): Element | null {
  const child = children[lastStartingBefore(children, span.start)]
  return child?.kind === 'element' && span.end <= child.span.end ? child : null
}

/** Whether it, or what it holds, has no end yet. The root alone is asked of itself where rules look only at parts of it. */
function isOpen(element: Element, inner: boolean): boolean {
  let open = isTyped(element)
  if (inner && !open) visit(element, child => { open ||= isTyped(child) })
  return open
}

const isTyped = ({ startTagEnded, selfClosed, endTag, attributes, name }: Element): boolean =>
  name === '' || !startTagEnded || (!selfClosed && endTag === null) || attributes.some(({ value }) => value === null)

/** Places of a domain whose value no rule looks into: a path or a name that a template fills is there, whatever it will be. */
const inert = /^(?:file|dev|path|dir|network|bridge|pool|volume|name|socket|uuid|address|host|portid)$/
const inertTexts = new Set(['name', 'uuid', 'title', 'description', 'metadata', 'emulator', 'kernel', 'initrd', 'cmdline', 'serial', 'entry', 'nvram', 'loader'])

function isFilled(element: Element, ofDomain: boolean): boolean {
  let filled = false
  const look = (at: Element): void => {
    const decides = !ofDomain || at.name === 'target' || at.name === 'address'
    filled ||= at.attributes.some(({ name, value }) => value !== null && (decides || !inert.test(name)) && holdsPlaceholder(value))
      || (!ofDomain || !inertTexts.has(at.name)) && at.children.some(child => (child.kind === 'text' || child.kind === 'cdata') && holdsPlaceholder(child.value))
  }
  look(element)
  visit(element, child => {
    if (!filled) look(child)
    return !filled
  })
  return filled
}

/** Conditions and loops between the devices: which of them there will be is open. */
const branches = (element: Element): boolean =>
  element.children.some(child => (child.kind === 'text' || child.kind === 'cdata') && holdsPlaceholder(child.value))
