// What a rule is: one thing that libvirt refuses (or rewrites in silence) though its schema allows it, how to find it, and
// how to mend it. A rule that cannot be sure says nothing.
import type { Fix, Level, Problem, Related, Span } from '../../model'
import { attributeOf } from '../../xml/walk'
import type { Element } from '../../xml/tree'
import type { Once } from '../once'
import { textSpanOf } from '../read'
import { compareVersions } from '../versions'
import type { Definition } from './definition'
import type { Machine } from './machine'

/** `Seen`: what it looks at, which is a view of a document of one kind. */
export interface RuleOf<Seen extends Definition> {
  /** `libvirt/…`; never renamed. */
  readonly code: `libvirt/${string}`
  /** Refused when it is defined or started: `error`; rewritten without a word: `warning`. */
  readonly level: Level
  /** It concludes from what is nowhere in the document: then it is silent while something is half-typed. */
  readonly whole?: true
  /**
   * Names of elements or attributes, or values, one of which must be written somewhere for anything to be wrong: without them the
   * rule is not asked. For rules that look at every device, of which a domain may have hundreds.
   */
  readonly words?: readonly string[]
  /** The last release of libvirt's that refuses it, where later ones do not. */
  readonly until?: string
  readonly docs: RuleDocs
  check(seen: Seen): readonly Finding[]
}

/** A rule about domains. */
export interface Rule extends RuleOf<Machine> {
  /** Whom it holds for: the QEMU driver (`kvm`, `qemu`, `hvf`), or every driver of libvirt's. */
  readonly driver: 'qemu' | 'any'
}

export interface RuleDocs {
  /** What is wrong, in one line. */
  readonly what: string
  readonly why: string
  readonly mend: string
  /** The function of libvirt's that refuses or rewrites it. */
  readonly by: string
  /** The release that brought the check, as far as it is newer than 9.0.0, the oldest that was read. */
  readonly since?: string
}

/** The rules of one kind of document. */
export interface Rulebook<Seen extends Definition, Ours extends RuleOf<Seen> = RuleOf<Seen>> {
  readonly rules: readonly Ours[]
  /** The view of a root; `once`: how its parts are kept. */
  see(root: Element, once?: Once): Seen
  /** Whether a rule is for this one. */
  holds(rule: Ours, seen: Seen): boolean
}

/** Without a version the newest libvirt is meant, which takes back some of what older ones refused. */
export const holdsIn = ({ until, docs }: RuleOf<never>, version: string | undefined): boolean =>
  (until === undefined || (version !== undefined && compareVersions(version, until) <= 0))
  && (version === undefined || docs.since === undefined || compareVersions(version, docs.since) >= 0)

/** A problem without what the rule already says. */
export interface Finding {
  readonly span: Span
  readonly message: string
  readonly level?: Level
  readonly related?: readonly Related[]
  readonly tag?: Problem['tag']
  /** Worked out only when somebody asks. */
  readonly fixes?: () => readonly Fix[]
}

type More = Omit<Finding, 'span' | 'message'>

/** On the value of an attribute; on the element's name where the attribute is not there. */
export function atValue(element: Element, name: string, message: string, more?: More): Finding {
  return { span: attributeOf(element, name)?.valueSpan ?? element.nameSpan, message, ...more }
}

/** On the name of an attribute. */
export function atAttribute(element: Element, name: string, message: string, more?: More): Finding {
  return { span: attributeOf(element, name)?.nameSpan ?? element.nameSpan, message, ...more }
}

/** On the name of an element. */
export const atName = (element: Element, message: string, more?: More): Finding => ({ span: element.nameSpan, message, ...more })

/** On the text of an element; on its name where it has none. */
export const atText = (element: Element, message: string, more?: More): Finding => ({ span: textSpanOf(element) ?? element.nameSpan, message, ...more })

/** A place that the problem is about too. */
export function other(element: Element, name: string | null, message: string): Related {
  return { span: name === null ? element.nameSpan : attributeOf(element, name)?.valueSpan ?? element.nameSpan, message }
}

export interface Repeated<T> {
  readonly item: T
  readonly first: T
  readonly key: string
}

/** Those whose key another had before; null is no key. */
export function repeated<T>(items: readonly T[], keyOf: (item: T) => string | number | null | undefined): readonly Repeated<T>[] {
  const seen = new Map<string, T>()
  const found: Repeated<T>[] = []
  for (const item of items) {
    const key = keyOf(item)
    if (key === null || key === undefined) continue
    const first = seen.get(String(key))
    if (first === undefined) seen.set(String(key), item)
    else found.push({ item, first, key: String(key) })
  }
  return found
}

/** `a, b and c`. */
export const listed = (names: readonly string[], word = 'or'): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names[names.length - 1]!}`
