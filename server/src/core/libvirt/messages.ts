// What schema problems say, one function a code. They speak of libvirt's XML, never of schemas and patterns.
// Names come as they are written in the document; every message says what is wrong, then what to do.

export interface Suggested {
  readonly suggestion: string | null
  /** What may stand there instead. */
  readonly allowed: readonly string[]
}

export interface Decided {
  /** The attribute that rules it out, as `type='bridge'`, or the sibling, as `<address>`. */
  readonly by: string | null
  /** The attribute that is not there and would have to be, as `type`, and the element it would stand in. */
  readonly absent: string | null
  readonly owner: string
  /** The values of either attribute that would allow it. */
  readonly allowedWith: readonly string[]
}

/**
 * What libvirt makes of it, to end the message with. Tried with libvirt 9.0.0 on 2,100 single faults: a define that does not
 * validate drops an unknown name (99 % and more) and a stray text, refuses a wrong value (98 %), reads one of two twins (88 %);
 * what lacks it refuses (93 % of elements), or fills in (28 % of attributes).
 */
export function outcomeOf(code: string, wrong: 'name' | 'value' | 'blanks around'): string {
  if (code === 'schema/not-with') return wrong === 'name' ? outcomes.dropped : outcomes.validated
  if (wrong === 'blanks around') return outcomes.validated
  return code in byCode ? outcomes[byCode[code as keyof typeof byCode]] : ''
}

const byCode = {
  'schema/unknown-element': 'dropped',
  'schema/unknown-attribute': 'dropped',
  'schema/misplaced-element': 'dropped',
  'schema/unexpected-text': 'dropped',
  'schema/repeated-element': 'oneRead',
  'schema/invalid-value': 'refused',
  'schema/missing-child': 'refused',
  'schema/missing-attribute': 'validated',
} as const

const outcomes = {
  dropped: 'Without `--validate` libvirt drops it silently.',
  oneRead: 'Without `--validate` libvirt reads only one of them.',
  refused: 'libvirt refuses it.',
  validated: 'With `--validate` libvirt refuses it.',
} as const

export function unknownElement(name: string, parent: string | null, { suggestion, allowed }: Suggested): string {
  const where = parent === null ? '' : ` in \`<${parent}>\``
  const what = suggestion !== null ? `did you mean \`<${suggestion}>\`?`
    : allowed.length ? `remove it. ${allowedHere(allowed.map(tag))}` : 'remove it.'
  return `libvirt knows no \`<${name}>\`${where}: ${what}`
}

export function misplacedElement(name: string, parent: string, homes: readonly string[], lacking: string | null): string {
  if (lacking === parent) return `\`<${name}>\` stands in the wrong place in \`<${parent}>\`, where the order counts: move it.`
  const to = lacking ?? homes[0]
  const where = homes.length ? `it belongs in ${shortened(homes.map(tag))}` : 'it is not allowed there'
  return `\`<${name}>\` does not belong in \`<${parent}>\`: ${lacking === null ? where : `it is missing in \`<${to}>\``}. ${
    lacking !== null || homes.length === 1 ? 'Move it there, or remove it.' : homes.length ? 'Move it, or remove it.' : 'Remove it.'}`
}

/** One of its name may stand there, but this one is of another place. */
export function strayElement(name: string, parent: string, homes: readonly string[]): string {
  const where = homes.length && homes.length < 5 ? `the one of ${shortened(homes.map(tag))}` : 'one of another element'
  return `This \`<${name}>\` is not as in \`<${parent}>\`: it reads like ${where}. Move it there, or remove it.`
}

export function repeatedElement(name: string, parent: string): string {
  return `\`<${parent}>\` takes one \`<${name}>\`, and it has one already: merge the two, or remove one.`
}

export function elementNotWith(name: string, parent: string, decided: Decided): string {
  return `\`<${name}>\` in \`<${parent}>\` is not allowed ${because(decided)}: remove it${orElse(decided)}.`
}

export function unknownAttribute(name: string, element: string, { suggestion, allowed }: Suggested): string {
  const what = suggestion !== null ? `did you mean \`${suggestion}\`?`
    : allowed.length ? `remove it. ${allowedHere(allowed.map(code))}` : 'remove it: it takes no attributes.'
  return `\`<${element}>\` has no attribute \`${name}\`: ${what}`
}

export function attributeNotWith(name: string, element: string, decided: Decided, suggestion: string | null): string {
  const elsewhere = decided.allowedWith.length && decided.absent === null ? ` It is allowed with ${shortened(decided.allowedWith.map(code))}.` : ''
  const what = suggestion === null ? `remove it${orElse(decided)}.` : `did you mean \`${suggestion}\`?${elsewhere}`
  return `\`${name}\` of \`<${element}>\` is not allowed ${because(decided)}: ${what}`
}

export function invalidValue(attribute: string, element: string, value: string, { suggestion, allowed }: Suggested, phrase: string): string {
  const what = value.trim() === '' ? 'is empty' : `cannot be ${quoted(value)}`
  return `\`${attribute}\` of \`<${element}>\` ${what}: ${instead(suggestion, allowed, phrase)}`
}

export function valueNotWith(attribute: string, element: string, value: string, decided: Decided, { suggestion, allowed }: Suggested, phrase: string): string {
  return `\`${attribute}\` of \`<${element}>\` cannot be ${quoted(value)} ${because(decided)}: ${instead(suggestion, allowed, phrase)}`
}

/** It would be right without the blanks around it, which libvirt's own check refuses. */
export function blanksAround(what: string, value: string): string {
  return `${what} must have no blanks around ${quoted(value)}: write it without.`
}

/** The value is right by itself, but what stands beside it goes with others. */
export function unfitValue(attribute: string, element: string, value: string, allowed: readonly string[], phrase: string): string {
  return `\`${attribute}=${quote(value)}\` of \`<${element}>\` does not fit what it holds: ${instead(allowed.length === 1 ? allowed[0]! : null, allowed, phrase)}`
}

export function invalidText(element: string, value: string | null, { suggestion, allowed }: Suggested, phrase: string): string {
  return value === null ? `\`<${element}>\` is empty: ${instead(suggestion, allowed, phrase)}`
    : `\`<${element}>\` cannot hold ${quoted(value)}: ${instead(suggestion, allowed, phrase)}`
}

export function unexpectedText(element: string, text: string): string {
  return `\`<${element}>\` holds no text: remove ${quoted(text)}.`
}

export function missingAttribute(names: readonly string[], element: string, allowed: readonly string[], phrase: string): string {
  if (names.length > 1) return `\`<${element}>\` needs one of the attributes ${shortened(names.map(code))}: add it.`
  const what = allowed.length ? `one of ${shortened(allowed.map(quoted))}` : phrase
  return `\`<${element}>\` needs the attribute \`${names[0]!}\`: add \`${names[0]!}='…'\`${what ? `, ${what}` : ''}.`
}

/** It may be left out, but then what the element holds does not fit. */
export function absentAttribute(name: string, element: string, allowed: readonly string[]): string {
  return `\`<${element}>\` needs the attribute \`${name}\` for what it holds: add ${shortened(allowed.map(value => `\`${name}='${value}'\``))}.`
}

export function missingChild(names: readonly string[], element: string): string {
  return `\`<${element}>\` needs ${names.length > 1 ? 'one of ' : ''}${shortened(names.map(tag))}: add it.`
}

/** `namespace`: what the prefix usually stands for in libvirt's XML. */
export function unboundPrefix(prefix: string, namespace: string | null, root: string): string {
  return `The prefix \`${prefix}\` is bound to nothing: ${namespace === null ? 'bind' : 'add'} \`xmlns:${prefix}='${namespace ?? '…'}'\` ${namespace === null ? 'on' : 'to'} \`<${root}>\`${
    namespace === null ? ', or write the name without it' : ''}.`
}

export function andMore(count: number): string {
  return `Too many problems: ${count} more ${count === 1 ? 'is' : 'are'} not listed.`
}

/** The schema allows it, the validator does not. */
export function libxml2Order(name: string, together: readonly string[], parent: string): string {
  return `\`virsh edit\` and \`define --validate\` refuse this order in \`<${parent}>\`, though libvirt's schema allows it (a fault of libxml2): `
    + `move \`<${name}>\` so that ${shortened(together.map(tag), ' and ')} stand together.`
}

/** For what the engine refuses and cannot put a finger on. */
export function unreadable(element: string): string {
  return `libvirt's schema does not allow this \`<${element}>\`: compare it with the format's documentation.`
}

export const related = {
  without: (attribute: string): string => `\`${attribute}\` is not given here`,
  decides: (attribute: string): string => `\`${attribute}\` decides what is allowed here`,
  first: (name: string): string => `the first \`<${name}>\``,
  together: (name: string): string => `belongs together with this \`<${name}>\``,
  lacks: (name: string, child: string): string => `\`<${name}>\` lacks a \`<${child}>\``,
} as const

function because({ by, absent, owner }: Decided): string {
  if (by !== null) return by.startsWith('<') ? `beside \`${by}\`` : `with \`${by}\``
  return absent === null ? 'beside what stands there already' : `without \`${absent}\` on \`<${owner}>\``
}

function orElse({ absent, owner, allowedWith }: Decided): string {
  if (!allowedWith.length) return ''
  return absent === null ? `; it is allowed with ${shortened(allowedWith.map(code))}`
    : `, or add ${shortened(allowedWith.map(value => `\`${absent}='${value}'\``))} to \`<${owner}>\``
}

function instead(suggestion: string | null, allowed: readonly string[], phrase: string): string {
  if (suggestion !== null) return `did you mean ${quoted(suggestion)}?${allowed.length > 1 ? ` ${allowedHere(allowed.map(quoted))}` : ''}`
  if (allowed.length && phrase) return `write ${shortened(allowed.map(quoted))}, or ${phrase}.`
  if (allowed.length) return allowed.length === 1 ? `write ${quoted(allowed[0]!)}.` : `write one of ${shortened(allowed.map(quoted))}.`
  return phrase ? `write ${phrase}.` : 'change it.'
}

const mostListed = 8

function shortened(names: readonly string[], word = ' or '): string {
  if (names.length < 2) return names[0] ?? ''
  return names.length <= mostListed + 1 ? `${names.slice(0, -1).join(', ')}${word}${names[names.length - 1]!}`
    : `${names.slice(0, mostListed).join(', ')} and ${names.length - mostListed} more`
}

function allowedHere(names: readonly string[]): string {
  return `Allowed here: ${shortened(names, ', ')}.`
}

function quote(value: string): string {
  return `'${value}'`
}

function tag(name: string): string {
  return `\`<${name}>\``
}

function code(name: string): string {
  return `\`${name}\``
}

function quoted(value: string): string {
  const line = value.trim().slice(0, 200).replace(/\s+/g, ' ')
  return `\`${(line.length > 40 ? `${line.slice(0, 39)}…` : line).replaceAll('`', "'")}\``
}
