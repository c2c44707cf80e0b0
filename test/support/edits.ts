// Edits of the core applied to a text, as an editor would; they are in any order and must not overlap.
import type { Edit } from '../../server/src/core/model'

export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  let result = ''
  let at = 0
  for (const { span, text: wanted } of sorted) {
    if (span.start < at || span.end < span.start || span.end > text.length) throw new Error(`an edit does not fit: ${JSON.stringify({ span, wanted })}`)
    result += text.slice(at, span.start) + wanted
    at = span.end
  }
  return result + text.slice(at)
}
