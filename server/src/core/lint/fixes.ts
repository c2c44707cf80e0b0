// What may be done about a problem other than mend it: a comment for its line, or for its file; and the fixes of our own codes.
import type { Fix, Problem, Span } from '../model'
import type { Document, Remark } from '../service'
import { linesOf } from '../text/lines'
import { isFirm } from './config'

/**
 * The fixes of `virtdeck/…`; none of any other code. Taking out a comment has to be asked for: what it suppresses may be back in
 * a moment, when what was cut is pasted, and fixing on save would have lost it.
 */
export function lintFixes({ data }: Problem): readonly Fix[] {
  const fix = data?.['fix'] as { readonly title: string, readonly span: Span, readonly text: string, readonly asked?: true } | undefined
  return fix ? [{ title: fix.title, edits: [{ span: fix.span, text: fix.text }], ...!fix.asked && { preferred: true } }] : []
}

/** None for what is told all the same, and none where no comment may stand. */
export function disableFixes(text: string, document: Document, problem: Problem): readonly Fix[] {
  if (!canBeDisabled(problem)) return []
  const remarks = document.remarks()
  const { code, span } = problem
  const before = remarks.before(span.start)
  const line = before && forLine(text, document, before, code)
  const { top } = remarks
  const file = top && { title: `Disable \`${code}\` in this file`, edits: [{ span: at(top.offset), text: `${comment(top, `virtdeck-disable ${code}`)}${lineEndOf(text)}` }] }
  return [...line ? [line] : [], ...file ? [file] : []]
}

export const canBeDisabled = (problem: Problem): boolean => !isFirm(problem) && !problem.code.startsWith('virtdeck/')

/** On a line of its own before the one in which the tag begins; where that line begins within another tag, right before the tag. */
function forLine(text: string, document: Document, place: Remark, code: string): Fix {
  const lines = linesOf(text)
  const { start, end } = lines.lineSpan(lines.positionAt(place.offset).line)
  const indent = /^[ \t]*/.exec(text.slice(start, end))![0]
  const first = start + indent.length
  const title = `Disable \`${code}\` for this line`
  if (place.style === 'hash' || document.remarks().before(first)?.offset === first) {
    return { title, edits: [{ span: at(start), text: `${indent}${comment(place, `virtdeck-disable-next-line ${code}`)}${lineEndOf(text)}` }] }
  }
  return { title, edits: [{ span: at(place.offset), text: comment(place, `virtdeck-disable-line ${code}`) }] }
}

const comment = ({ style }: Remark, words: string): string => style === 'hash' ? `# ${words}` : `<!-- ${words} -->`

const at = (offset: number): Span => ({ start: offset, end: offset })

const lineEndOf = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
