// Which of several values for a place libvirt would bear there: the rules are asked about its root as if each stood in it.
// Most rules never look at the place; those that do are found in the first round, and only they are asked again.
import type { Problem, Span } from '../../model'
import type { Attribute, Element, Node, Text } from '../../xml/tree'
import { childElement, childElements, elementsWhere, lineage } from '../../xml/walk'
import { valueOf } from '../read'
import type { Once } from '../once'
import type { Definition } from './definition'
import { holdsIn, type Rulebook, type RuleOf } from './rule'
import { outspoken, type Found } from './silence'

/**
 * Those that bring no error of their own. What every value brings is not the value's fault, and what a rule misses, elsewhere
 * (`whole`) or in an element around (whose name it underlines), may still be written. `known`: the other problems of the document.
 */
export function borne<Seen extends Definition, Ours extends RuleOf<Seen>>(book: Rulebook<Seen, Ours>, { root, says }: Seen, element: Element, attribute: Attribute | null, values: readonly string[], known: readonly Problem[], version?: string): readonly string[] {
  const above = lineage(element)
  if (above[0] !== root) return values
  const trial = trialOf(root, element, attribute)
  const written = new Set(values)
  const asked = values.length > 1 ? concerned(book, trial, values[0]!, rule => holdsIn(rule, version) && (!rule.words || rule.words.some(word => written.has(word) || says(word)))) : []
  const isQuick = (count: number): boolean => values.length * asked.length * (count + 5) <= mostWork
  const tried = isQuick(sizeOf(root)) ? trial.whole : isQuick(sizeOf(trial.sample)) ? trial.sample : null
  if (!asked.length || !tried) return values
  const around = new Set(above.map(({ nameSpan }) => nameSpan.start))
  const { seenWith } = watched(book, trial, tried)
  const errors = values.map(value => errorsOf(seenWith(value), asked, around))
  const common = new Set([...errors[0]!.keys()].filter(error => errors.every(one => one.has(error))))
  const fine = values.filter((value, at) => {
    const own = [...errors[at]!].filter(([key]) => !common.has(key)).map(([, found]) => found)
    return !own.length || !outspoken(own, seenWith(value), known).length
  })
  return fine.length ? fine : values
}

/** Values times rules times devices: a few milliseconds. Beyond, such as for `arch` of a large domain, one device of each sort stands for all. */
const mostWork = 100_000

/** How much there is to look at: the devices of a domain, every element of another root. */
function sizeOf(root: Element): number {
  const devices = childElement(root, 'devices')
  return devices ? childElements(devices).length : elementsWhere(root, () => true).length
}

interface Trial {
  readonly whole: Element
  /** The same with one device of each sort beside the one that is asked about: who looks at the place there looks at it in all. */
  readonly sample: Element
  /** What stands at the place from now on. */
  put(value: string): void
  /** Whether somebody has looked at the place since it was asked last. */
  wasRead(): boolean
}

/** The root with another element in the place of this one; all that is beside the way down to it is shared. */
function trialOf(root: Element, element: Element, attribute: Attribute | null): Trial {
  let there = ''
  let read = false
  const look = (): string => {
    read = true
    return there
  }
  const changed: Element = attribute
    ? { ...copied(element), attributes: element.attributes.map(one => one === attribute ? new TriedAttribute(one, look) : one) }
    : { ...copied(element), children: [new TriedText(element, look)] }
  let inner: Element = changed
  let few: Element = changed
  let old: Element = element
  while (old !== root) {
    const outer = old.parent as Element
    const own = old
    few = { ...copied(outer), children: outer.name === 'devices' ? replaced(oneOfEach(outer.children, own), own, few) : outer.children.map(child => child === own ? few : fewDevices(child)) }
    inner = { ...copied(outer), children: replaced(outer.children, own, inner) }
    old = outer
  }
  return {
    whole: inner,
    sample: few,
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

/** A class, as a getter in a literal would hold all that is around it until the next great collection: a document for each keystroke. */
class TriedAttribute implements Attribute {
  readonly kind = 'attribute'
  readonly name: string
  readonly nameSpan: Span
  readonly valueSpan: Span
  readonly quote: Attribute['quote']
  readonly span: Span
  private readonly look: () => string

  constructor({ name, nameSpan, valueSpan, quote, span }: Attribute, look: () => string) {
    this.name = name
    this.nameSpan = nameSpan
    this.valueSpan = valueSpan ?? nameSpan
    this.quote = quote
    this.span = span
    this.look = look
  }

  get value(): string {
    return this.look()
  }
}

class TriedText implements Text {
  readonly kind = 'text'
  readonly parent: Element
  readonly span: Span
  private readonly look: () => string

  constructor(parent: Element, look: () => string) {
    this.parent = parent
    this.span = { start: parent.startTag.end, end: parent.startTag.end }
    this.look = look
  }

  get value(): string {
    return this.look()
  }
}

const fewDevices = (child: Node): Node => child.kind === 'element' && child.name === 'devices' ? { ...copied(child), children: oneOfEach(child.children, null) } : child

function oneOfEach(children: readonly Node[], own: Element | null): readonly Node[] {
  const seen = new Set<string>()
  return children.filter(child => {
    if (child.kind !== 'element' || child === own) return child === own
    const sort = `${child.name} ${valueOf(child, 'type')}`
    const isNew = !seen.has(sort)
    seen.add(sort)
    return isNew
  })
}

const replaced = (children: readonly Node[], old: Node, by: Node): readonly Node[] => children.map(child => child === old ? by : child)

/** The rules that look at the place, be it by way of what their view keeps for several of them. */
function concerned<Seen extends Definition, Ours extends RuleOf<Seen>>(book: Rulebook<Seen, Ours>, trial: Trial, value: string, mayFind: (rule: Ours) => boolean): readonly Ours[] {
  const { seenWith, reads } = watched(book, trial, trial.sample)
  const seen = seenWith(value)
  return book.rules.filter(rule => !rule.whole && mayFind(rule) && book.holds(rule, seen) && reads(() => rule.check(seenWith(value))))
}

interface Watched<Seen> {
  /** The root with this value at the place. Each part of the view is made again only when it has looked at the place. */
  seenWith(value: string): Seen
  /** Whether the work looks at the place, itself or by what was made of it. */
  reads(work: () => void): boolean
}

function watched<Seen extends Definition>({ see }: Pick<Rulebook<Seen>, 'see'>, { put, wasRead }: Trial, root: Element): Watched<Seen> {
  let now = ''
  let read = false
  const look = (): boolean => read = wasRead() || read
  const reads = (work: () => void): boolean => {
    const before = look()
    read = false
    work()
    const own = look()
    read = before || own
    return own
  }
  const kept: Once = make => {
    let made: { value: ReturnType<typeof make>, read: boolean, by: string } | undefined
    return () => {
      if (!made || (made.read && made.by !== now)) {
        let value!: ReturnType<typeof make>
        made = { read: reads(() => { value = make() }), value, by: now }
      }
      read ||= made.read
      return made.value
    }
  }
  const seen = kept(() => see(root, kept))
  return {
    reads,
    seenWith(value) {
      put(now = value)
      return seen()
    },
  }
}

function errorsOf<Seen extends Definition>(seen: Seen, asked: readonly RuleOf<Seen>[], around: ReadonlySet<number>): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>()
  for (const rule of asked) {
    for (const finding of rule.check(seen)) {
      if ((finding.level ?? rule.level) === 'error' && !around.has(finding.span.start)) found.set(`${rule.code} ${finding.span.start}`, { rule, finding })
    }
  }
  return found
}
