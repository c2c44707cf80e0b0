// Where a result lies, in the ways that machines are told: lines and columns from one, paths with slashes, what sets two problems apart.
import { createHash } from 'node:crypto'
import { isAbsolute, relative, sep } from 'node:path'
import type { Problem, Related, Span } from '../../core/model'
import { linesOf, type Lines } from '../../core/text/lines'
import { standardInput, type Result } from '../result'

export interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
  /** Behind the last character. */
  readonly endColumn: number
}

/** Lines and columns count from one, columns in UTF-16 code units. */
export function placesIn(text: string): (span: Span) => Place {
  let lines: Lines | undefined
  return ({ start, end }) => {
    lines ??= linesOf(text)
    const from = lines.positionAt(start)
    const to = lines.positionAt(end)
    return { line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 }
  }
}

/** A place that a problem is about too may be in another file. */
export function relatedPlace({ span, elsewhere }: Related, at: (span: Span) => Place, path: string): Place & { readonly path: string } {
  if (!elsewhere) return { ...at(span), path }
  const { file, range: { start, end } } = elsewhere
  return { path: file, line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 }
}

/** With slashes, from the root where it lies below it, and without the `./` that machines compare badly. */
export function slashed(path: string, root: string): string {
  if (path === standardInput) return '<stdin>'
  const below = isAbsolute(path) ? relative(root, path) : path
  return (below.startsWith('..') || isAbsolute(below) ? path : below).replaceAll(sep, '/').replace(/^(\.\/)+/, '')
}

/**
 * The same for a problem as long as its line says the same, wherever it moves: made of the path, the code, the message and the
 * text of the line; twins are told apart by their order.
 */
export function fingerprintsOf({ path, text, problems }: Result, root: string): readonly string[] {
  const lines = linesOf(text)
  const twins = new Map<string, number>()
  return problems.map(({ code, message, span }: Problem) => {
    const { start, end } = lines.lineSpan(lines.positionAt(span.start).line)
    const said = [slashed(path, root), code, message, text.slice(start, end).trim()].join('\0')
    const count = twins.get(said) ?? 0
    twins.set(said, count + 1)
    return createHash('sha256').update(`${said}\0${count}`).digest('hex').slice(0, 32)
  })
}
