// Which of several values for a place libvirt would bear there: the rules are asked about the document as if each stood in it.
// Most rules never look at the place; those that do are found in the first round, and only they are asked again.
import type { Problem } from '../../model'
import type { Attribute, Element, Node, XmlDocument } from '../../xml/tree'
import { lineage } from '../../xml/walk'
import { holdsFor, rules } from './domain'
import { machineFrom } from './machine'
import type { Rule } from './rule'
import { outspoken } from './silence'

/**
 * Those that bring no error of their own. What every value brings is not the value's fault, and what a rule misses, elsewhere
 * (`whole`) or in an element around (whose name it underlines), may still be written. `known`: the other problems of the document.
 */
export function borne(document: XmlDocument, element: Element, attribute: Attribute | null, values: readonly string[], known: readonly Problem[], version?: string): readonly string[] {
  const trial = trialOf(document, element, attribute)
  const asked = values.length > 1 ? concerned(trial, values[0]!, version) : []
  const tried = [trial.document, trial.sample].find(one => values.length * asked.length * ((machineFrom(one)?.devices.length ?? 0) + 5) <= mostWork)
  if (!asked.length || !tried) return values
  const around = new Set(lineage(element).map(({ nameSpan }) => nameSpan.start))
  const errors = values.map(value => errorsOf(trial, tried, value, asked, known, around))
  const common = new Set([...errors[0]!].filter(error => errors.every(one => one.has(error))))
  const fine = values.filter((_, at) => [...errors[at]!].every(error => common.has(error)))
  return fine.length ? fine : values
}

/** Values times rules times devices: a few milliseconds. Beyond, such as for `arch` of a large domain, one device of each sort stands for all. */
const mostWork = 150_000

interface Trial {
  readonly document: XmlDocument
  /** The same with one device of each sort beside the one that is asked about: who looks at the place there looks at it in all. */
  readonly sample: XmlDocument
  /** What stands at the place from now on. */
  put(value: string): void
  /** Whether somebody has looked at the place since it was asked last. */
  wasRead(): boolean
}

/** The document with another element in the place of this one; all that is beside the way down to it is shared. */
function trialOf(document: XmlDocument, element: Element, attribute: Attribute | null): Trial {
  let there = ''
  let read = false
  const look = (): string => {
    read = true
    return there
  }
  const at = { start: element.startTag.end, end: element.startTag.end }
  const changed: Element = attribute
    ? { ...copied(element), attributes: element.attributes.map(one => one === attribute ? said(one, look) : one) }
    : { ...copied(element), children: [{ kind: 'text', parent: element, span: at, get value() { return look() } }] }
  let inner: Element = changed
  let few: Element = changed
  let old: Element = element
  while (old.parent.kind === 'element') {
    const outer: Element = old.parent
    const own = old
    few = { ...copied(outer), children: replaced(outer.name === 'devices' ? oneOfEach(outer.children, own) : outer.children, own, few) }
    inner = { ...copied(outer), children: replaced(outer.children, own, inner) }
    old = outer
  }
  return {
    document: { ...document, children: replaced(document.children, old, inner) },
    sample: { ...document, children: replaced(document.children, old, few) },
    put: value => { there = value },
    wasRead: () => {
      const was = read
      read = false
      return was
    },
  }
}

/** Nodes make their spans when they are asked, which a plain copy would lose. */
const copied = (element: Element): Element => ({ ...element, nameSpan: element.nameSpan, startTag: element.startTag, span: element.span })

const said = (attribute: Attribute, look: () => string): Attribute =>
  ({ kind: 'attribute', name: attribute.name, quote: attribute.quote, nameSpan: attribute.nameSpan, valueSpan: attribute.valueSpan ?? attribute.nameSpan, span: attribute.span, get value() { return look() } })

function oneOfEach(children: readonly Node[], own: Element): readonly Node[] {
  const seen = new Set<string>()
  return children.filter(child => {
    if (child.kind !== 'element' || child === own) return child === own
    const isNew = !seen.has(child.name)
    seen.add(child.name)
    return isNew
  })
}

const replaced = (children: readonly Node[], old: Node, by: Node): readonly Node[] => children.map(child => child === old ? by : child)

/** The rules that look at the place, be it by way of what the machine keeps for several of them. */
function concerned({ sample, put, wasRead }: Trial, value: string, version: string | undefined): readonly Rule[] {
  put(value)
  let read = false
  const look = (): boolean => read = wasRead() || read
  const machine = machineFrom(sample, make => {
    let made: { readonly value: ReturnType<typeof make>, readonly read: boolean } | undefined
    return () => {
      if (!made) {
        const before = look()
        read = false
        const value = make()
        made = { value, read: look() }
        read = before
      }
      read ||= made.read
      return made.value
    }
  })
  if (!machine) return []
  const eager = look()
  return rules.filter(rule => {
    if (rule.whole || !holdsFor(rule, machine, version)) return false
    read = false
    rule.check(machine)
    return look() || eager
  })
}

function errorsOf({ put }: Trial, document: XmlDocument, value: string, asked: readonly Rule[], known: readonly Problem[], around: ReadonlySet<number>): ReadonlySet<string> {
  put(value)
  const machine = machineFrom(document)
  if (!machine) return new Set()
  const found = asked.flatMap(rule => rule.check(machine).map(finding => ({ rule, finding })))
    .filter(({ rule, finding }) => (finding.level ?? rule.level) === 'error' && !around.has(finding.span.start))
  if (!found.length) return new Set()
  return new Set(outspoken(found, machine, known).map(({ rule, finding }) => `${rule.code} ${finding.span.start}`))
}
