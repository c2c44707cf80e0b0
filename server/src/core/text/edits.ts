// Edits on a text: what they leave, and several repairs as one.
import type { Edit, Fix } from '../model'

/** The text after edits that do not overlap; of several at one place, the first comes first. */
export function applied(text: string, edits: readonly Edit[]): string {
  const ordered = edits.map((edit, at) => ({ edit, at })).sort((a, b) => b.edit.span.start - a.edit.span.start || b.at - a.at)
  return ordered.reduce((on, { edit: { span, text: put } }) => on.slice(0, span.start) + put + on.slice(span.end), text)
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
