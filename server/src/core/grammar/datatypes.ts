// XML Schema's datatypes as far as schemas like libvirt's use them: whether a value is of a type, and its facets.
// https://www.w3.org/TR/xmlschema-2/ ; where libxml2 is stricter (patterns see the value as it was typed) we follow it,
// because libvirt validates with it.
import type { CompiledDatatype } from './format'
import { toRegExp } from './regex'

export interface Datatype {
  /** The definition of the schema that it comes from, such as `UUID`; empty where it is nameless. */
  readonly name: string
  /** XML Schema's type: `string`, `unsignedInt`, … */
  readonly type: string
  /** Its facets: `pattern`, `minInclusive`, … */
  readonly params: readonly (readonly [name: string, value: string])[]
  readonly accepts: (value: string) => boolean
}

export function makeDatatype({ name = '', type, params = [] }: CompiledDatatype): Datatype {
  const checks = [...typeCheck(type), ...params.flatMap(([facet, value]) => facetCheck(facet, value))]
  const [only] = checks
  return { name, type, params, accepts: only && checks.length === 1 ? only : value => checks.every(check => check(value)) }
}

/** Whitespace as all types but strings have it. */
export function collapse(value: string): string {
  return /^[ \t\r\n]|[ \t\r\n]$|[\t\r\n]|  /.test(value) ? value.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '') : value
}

type Check = (value: string) => boolean

const integerRanges: Readonly<Record<string, readonly [least: string | null, most: string | null]>> = {
  integer: [null, null],
  positiveInteger: ['1', null],
  nonNegativeInteger: ['0', null],
  negativeInteger: [null, '-1'],
  nonPositiveInteger: [null, '0'],
  long: ['-9223372036854775808', '9223372036854775807'],
  int: ['-2147483648', '2147483647'],
  short: ['-32768', '32767'],
  byte: ['-128', '127'],
  unsignedLong: ['0', '18446744073709551615'],
  unsignedInt: ['0', '4294967295'],
  unsignedShort: ['0', '65535'],
  unsignedByte: ['0', '255'],
}

const shapes: Readonly<Record<string, RegExp>> = {
  decimal: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/,
  double: /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d*)?|-?INF|NaN)$/,
  float: /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d*)?|-?INF|NaN)$/,
  boolean: /^(?:true|false|1|0)$/,
  dateTime: /^-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/,
  NCName: /^[\p{L}_][\p{L}\p{N}\p{M}._\u00b7-]*$/u,
  Name: /^[\p{L}_:][\p{L}\p{N}\p{M}._:\u00b7-]*$/u,
  NMTOKEN: /^[\p{L}\p{N}\p{M}._:\u00b7-]+$/u,
  anyURI: uri(),
}

/** A reference of RFC 3986 as libxml2 reads one: blanks and letters beyond ASCII may stand in it (xmlSchemaValAtomicType). */
function uri(): RegExp {
  const odd = '\\x00-\\x20\\x7f-\\u{10ffff}<>"{}|\\\\^`'
  const plain = `[\\w\\-.~!$&'()*+,;=${odd}]|%[0-9a-fA-F]{2}`
  const path = `(?:${plain}|[:@/])*`
  const authority = `//(?:(?:${plain}|:)*@)?(?:\\[[^\\]]*\\]|(?:${plain})*)(?::\\d+)?(?:/${path})?`
  const rest = `(?:\\?(?:${plain}|[:@/?])*)?(?:#(?:${plain}|[:@/?[\\]])*)?`
  return new RegExp(`^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?(?:${authority}|(?!//)/${path})${rest}$|^[a-zA-Z][a-zA-Z0-9+.-]*:(?!/)${path}${rest}$|^(?:(?:${plain}|@)+(?:/${path})?)?${rest}$`, 'u')
}

function typeCheck(type: string): readonly Check[] {
  const range = integerRanges[type]
  // libxml2 takes no sign on unsigned numbers, though XML Schema does (xmlSchemaParseUInt).
  const digits = type.startsWith('unsigned') ? /^\d+$/ : /^[+-]?\d+$/
  if (range) {
    const least = range[0] === null ? -Infinity : Number(range[0])
    const most = range[1] === null ? Infinity : Number(range[1])
    return [value => isShort(value) ? Number(value) >= least && Number(value) <= most : isInteger(collapse(value), digits, range)]
  }
  const shape = shapes[type]
  return [...shape ? [(value: string) => shape.test(collapse(value))] : [], ...type === 'dateTime' ? [hasDay] : []]
}

/** Whether the month of a date has such a day. */
function hasDay(value: string): boolean {
  const [, year, month, day] = /(\d+)-(\d\d)-(\d\d)T/.exec(value) ?? []
  // The days are the same every 400 years.
  return Number(day) <= new Date(Date.UTC(2000 + Number(BigInt(year ?? 0) % 400n), Number(month), 0)).getUTCDate()
}

/** Digits alone, and few enough to be exact as a number: as nearly all are. */
function isShort(value: string): boolean {
  if (value.length === 0 || value.length > 15) return false
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at)
    if (code < 48 || code > 57) return false
  }
  return true
}

function isInteger(value: string, digits: RegExp, [least, most]: readonly [string | null, string | null]): boolean {
  if (!digits.test(value)) return false
  return (least === null || compare(value, least) >= 0) && (most === null || compare(value, most) <= 0)
}

/** Long values are not matched: no word of ours is worth a frozen editor. */
const longestMatched = 8192

function facetCheck(facet: string, given: string): readonly Check[] {
  switch (facet) {
    case 'pattern': {
      const pattern = toRegExp(given)
      return pattern ? [value => value.length > longestMatched || pattern.test(value)] : []
    }
    case 'minInclusive': return [value => compare(collapse(value), given) >= 0]
    case 'maxInclusive': return [value => compare(collapse(value), given) <= 0]
    case 'minExclusive': return [value => compare(collapse(value), given) > 0]
    case 'maxExclusive': return [value => compare(collapse(value), given) < 0]
    case 'length': return [value => [...value].length === Number(given)]
    case 'minLength': return [value => [...value].length >= Number(given)]
    case 'maxLength': return [value => [...value].length <= Number(given)]
    default: return []
  }
}

/** Compares numbers as they are written, the long ones exactly; what is no number compares as NaN does. */
function compare(a: string, b: string): number {
  if ((a.length > 15 || b.length > 15) && /^[+-]?\d+$/.test(a) && /^[+-]?\d+$/.test(b)) {
    const difference = exact(a) - exact(b)
    return difference < 0n ? -1 : difference > 0n ? 1 : 0
  }
  return Number(a) - Number(b)
}

function exact(value: string): bigint {
  const digits = BigInt(value.replace(/^[+-]/, '').slice(0, 400))
  return value.startsWith('-') ? -digits : digits
}
