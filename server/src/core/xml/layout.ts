// How the tags stand on their lines, for documents whose tags alone do not tell what is inside what.
import { isLineEnd } from './characters'
import { holdsNothing, type Token } from './scan'

export interface Layout {
  /** Of each token, where its line starts. */
  readonly lines: Int32Array
  /** Of each tag that stands first on its line, its column; -1 for all others, and for all when the indentation means nothing. */
  readonly columns: Int32Array
}

export const layoutOf = (text: string, tokens: readonly Token[]): Layout => {
  const lines = new Int32Array(tokens.length)
  const columns = new Int32Array(tokens.length).fill(-1)
  let line = 0
  let width = 0
  let first = true
  let at = 0
  tokens.forEach((token, i) => {
    for (const { start } = token.span; at < start; at++) {
      const code = text.charCodeAt(at)
      if (isLineEnd(code)) {
        line = at + 1
        width = 0
        first = true
      } else if (code === 9) width = (width | 7) + 1
      else {
        width++
        if (code !== 32) first = false
      }
    }
    lines[i] = line
    if (first && (token.kind === 'element' || token.kind === 'end')) columns[i] = width
  })
  return { lines, columns: meansSomething(tokens, columns) ? columns : columns.fill(-1) }
}

/** Most children stand deeper than their parents. */
const meansSomething = (tokens: readonly Token[], columns: Int32Array): boolean => {
  let deeper = 0
  let others = 0
  let before = -1
  tokens.forEach((token, i) => {
    if (token.kind !== 'element' && token.kind !== 'end') return
    const column = columns[i] ?? -1
    if (token.kind === 'element' && column >= 0 && before >= 0) {
      if (column > (columns[before] ?? -1)) deeper++
      else others++
    }
    before = column >= 0 && opens(token) ? i : -1
  })
  return deeper >= others
}

const opens = (token: Token): boolean => token.kind === 'element' && token.startTagEnded && !holdsNothing(token)
