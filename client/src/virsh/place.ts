// Where to put a refusal that names nothing in the document: on the line that libvirt counted, else on the root's name.
import type { Span } from '../../../server/src/core/model'

export function fallbackSpan(text: string, answer: string): Span {
  const counted = /\(domain_definition\):(\d+):/.exec(answer)
  if (counted) return lineSpan(text, Number(counted[1]) - 1)
  const root = /<(?=[A-Za-z_])[^\s/>]*/.exec(text)
  return root ? { start: root.index + 1, end: root.index + root[0].length } : { start: 0, end: 0 }
}

/** The line without the white space around it; the last line that has any text where the count runs past the end. */
const lineSpan = (text: string, line: number): Span => {
  const lines = text.split('\n')
  let at = Math.min(Math.max(line, 0), lines.length - 1)
  while (at > 0 && lines[at]?.trim() === '') at--
  const before = lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0)
  const content = lines[at] ?? ''
  const start = before + content.length - content.trimStart().length
  return { start, end: start + content.trim().length }
}
