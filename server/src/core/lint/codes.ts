// The codes of this room, and what may stand where a code is wanted: a code, a family such as `libvirt/*`, or `*` for all.
import type { RuleInfo } from '../service'
import { closestName } from '../text/names'

export const lintCodes: readonly RuleInfo[] = [
  { code: 'virtdeck/unused-disable', title: 'A `virtdeck-disable` comment that suppresses nothing.', level: 'hint' },
  { code: 'virtdeck/unknown-code', title: 'A code that no rule has, in a comment or in the configuration.', level: 'warning' },
  { code: 'virtdeck/unknown-comment', title: 'A comment that reads like one to Virtdeck, with a word that is none.', level: 'warning' },
  { code: 'virtdeck/not-to-disable', title: 'A comment that would hide that the text is no XML.', level: 'information' },
  { code: 'virtdeck/config-syntax', title: 'A configuration that is no JSON.', level: 'error' },
  { code: 'virtdeck/config-key', title: 'A key that the configuration does not have.', level: 'warning' },
  { code: 'virtdeck/config-value', title: 'A value that the configuration does not take.', level: 'warning' },
]

/** Whether a code or a selector means this code. */
export const selects = (selector: string, code: string): boolean =>
  selector === code || selector === '*' || selector.endsWith('/*') && code.startsWith(selector.slice(0, -1))

/** Null when the selector means something; else what was probably meant, if that can be told. */
export function unknownSelector(selector: string, rules: readonly RuleInfo[]): { readonly suggestion: string | null } | null {
  if (rules.some(({ code }) => selects(selector, code))) return null
  const codes = rules.map(({ code }) => code)
  const families = [...new Set(codes.map(code => `${code.slice(0, code.indexOf('/'))}/*`))]
  const bare = selector.includes('/') ? [] : codes.filter(code => code.endsWith(`/${selector}`))
  if (bare.length === 1) return { suggestion: bare[0]! }
  if (families.includes(`${selector}/*`) || families.includes(`${selector}*`)) return { suggestion: `${selector.replace(/\/$/, '')}/*` }
  const close = closestName(selector, [...codes, ...families])
  if (close !== undefined) return { suggestion: close }
  const tails = selector.includes('/') ? [] : codes.map(code => code.slice(code.indexOf('/') + 1))
  const tail = closestName(selector, tails)
  return { suggestion: tail === undefined ? null : codes[tails.indexOf(tail)]! }
}
