// Edits on a text: what they leave, and several repairs as one.
import type { Edit, Fix } from '../model'

/** The text after edits that do not overlap; of several at one place, the first comes first. */
export function applied(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const { span, text: put } of edits.map((edit, order) => ({ ...edit, order })).sort((a, b) => a.span.start - b.span.start || a.order - b.order)) {
    result += text.slice(at, span.start) + put
    at = Math.max(at, span.end)
  }
  return result + text.slice(at)
}

/** The edits of many fixes at once; a fix that touches what an earlier one changes is left out, for the next time. */
export function together(fixes: readonly Fix[]): { readonly edits: readonly Edit[], readonly count: number } {
  const edits: Edit[] = []
  let count = 0
  for (const fix of fixes) {
    if (fix.edits.some(edit => edits.some(other => touch(edit, other)))) continue
    edits.push(...fix.edits)
    count++
  }
  return { edits, count }
}

function touch({ span: a }: Edit, { span: b }: Edit): boolean {
  return a.start < b.end && b.start < a.end || a.start === b.start
}
