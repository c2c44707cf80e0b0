// The comments that suppress problems: `virtdeck-disable-next-line CODE, CODE reason`, `-line`, `-disable` up to `-enable` or the end.
import type { Span } from '../model'
import type { RuleInfo } from '../service'
import { closestName } from '../text/names'
import { unknownSelector } from './codes'

export interface Suppression {
  readonly does: typeof words[number]
  /** The whole comment. */
  readonly span: Span
  /** Where none is named, all are meant. */
  readonly codes: readonly Named[]
}

export interface Named {
  readonly code: string
  readonly span: Span
}

/** A comment with a word of ours that there is not. */
export interface Slip {
  readonly span: Span
  readonly word: string
  readonly meant: string
}

const ours = 'virtdeck-'
export const words = ['virtdeck-disable', 'virtdeck-enable', 'virtdeck-disable-line', 'virtdeck-disable-next-line'] as const

/** By the text inside of the comments; most texts have none of ours, which one look tells. */
export function suppressionsIn(text: string, comments: () => readonly Span[], rules: readonly RuleInfo[]): { readonly found: readonly Suppression[]; readonly slips: readonly Slip[] } {
  if (!text.includes('virtdeck-')) return nothing
  const found: Suppression[] = []
  const slips: Slip[] = []
  for (const span of comments()) {
    const [, before = '', word = '', rest = ''] = /^(<!--\s*|#+[ \t]*|[ \t]+#+[ \t]*)(virtdeck-[\w-]*?)(?=:?(?:\s|-->|$)):?([\s\S]*)$/.exec(text.slice(span.start, span.end)) ?? []
    if (word === '') continue
    const start = span.start + before.length
    const does = words.find(known => known === word)
    if (does) found.push({ does, span, codes: codesIn(rest.replace(/-->$/, ''), span.end - rest.length, rules) })
    else {
      // What all of them begin with would make every word look near.
      const meant = closestName(word.slice(ours.length), words.map(known => known.slice(ours.length)))
      if (meant !== undefined) slips.push({ span: { start, end: start + word.length }, word, meant: ours + meant })
    }
  }
  return { found, slips }
}

const nothing = { found: [], slips: [] }

/** Codes are parted by commas; what follows them without one is the reason, unless it is a code as it stands. */
function codesIn(text: string, start: number, rules: readonly RuleInfo[]): readonly Named[] {
  const found: Named[] = []
  let parted = true
  for (const { index, 0: whole, 1: before = '', 2: code = '', 3: comma } of text.matchAll(/(\s*)([^\s,]+)(\s*,)?/gy)) {
    // A reason may begin at once; a bare name that is nearly one of ours is no reason, and would suppress everything.
    if (parted ? !isMeant(code, rules) : !rules.some(rule => rule.code === code)) break
    found.push({ code, span: { start: start + index + before.length, end: start + index + before.length + code.length } })
    if (whole.length === 0) break
    parted = comma !== undefined
  }
  return found
}

function isMeant(word: string, rules: readonly RuleInfo[]): boolean {
  if (/^[\w-]+\/[\w*-]*$/.test(word) || word === '*') return true
  return word.includes('-') && unknownSelector(word, rules)?.suggestion != null
}
