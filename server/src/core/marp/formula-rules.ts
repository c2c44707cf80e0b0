// What a formula is, by the rules of marp-core's math plugin (src/math/math.ts, after Pandoc): `$…$` in a line, and lines from `$$` to
// `$$`. Nothing in one is Markdown: no ruler, no comment, no image.
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs'
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs'
import type { Environment } from './markdown'

/** A block: to the first line that ends with two dollars, to the end of what holds it, or to the end. The line that ends a list item goes with it. */
export const blockFormula = (state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean => {
  if (!(state.env as Environment).math) return false
  const lineText = (line: number): string => state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])
  const first = lineText(startLine)
  if (!first.startsWith('$$')) return false
  if (silent) return true
  const leavesList = (line: number): boolean => lineText(line) !== '' && (state.tShift[line] ?? 0) < state.blkIndent
  let last = startLine
  if (!closes(first.slice(2))) {
    do last++
    while (last < endLine && !leavesList(last) && !closes(lineText(last)))
  }
  state.line = last + 1
  const token = state.push('marp_math_block', 'math', 0)
  token.block = true
  token.map = [startLine, state.line]
  token.markup = '$$'
  return true
}

const closes = (line: string): boolean => line.trimEnd().endsWith('$$')

/** In a line: no blank behind the first dollar and none before the second, and no digit behind it. */
export const inlineFormula = (state: StateInline, silent: boolean): boolean => {
  const { src, pos } = state
  const env = state.env as Environment
  if (!env.math || src.charAt(pos) !== '$') return false
  const asText = (dollars: string): boolean => {
    if (!silent) state.pending += dollars
    state.pos += dollars.length
    return true
  }
  const close = /[ \t]/.test(src.charAt(pos + 1)) ? -1 : closingDollar(src, pos + 1)
  if (close === pos + 1) return asText('$$')
  if (close < 0 || /[ \t]/.test(src.charAt(close - 1)) || /[0-9]/.test(src.charAt(close + 1))) return asText('$')
  state.pos = close + 1
  if (silent) return true
  const token = state.push('marp_math_inline', 'math', 0)
  token.markup = '$'
  token.content = src.slice(pos + 1, close)
  const place = { start: pos, end: close + 1 }
  env.found?.formulas.push(place)
  env.found?.covered.push(place)
  return true
}

/** The next one that no backslash guards. */
const closingDollar = (text: string, from: number): number => {
  for (let at = text.indexOf('$', from); at >= 0; at = text.indexOf('$', at + 1)) {
    let slashes = 0
    while (text.charAt(at - 1 - slashes) === '\\') slashes++
    if (slashes % 2 === 0) return at
  }
  return -1
}
