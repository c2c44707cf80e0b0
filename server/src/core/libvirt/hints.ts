// What stands between the words for who wants to see it: sizes in human units, and what an attribute that is left out means
// where the docs name a value for it.
import type { Hint, Span } from '../model'
import type { Element } from '../xml/tree'
import { visit } from '../xml/walk'
import { proseOf } from './docs/index'
import { sizeOf } from './hover'
import { textOf, textSpanOf } from './read'
import { expectAttributes, pathIn, type Judgement } from './structure'

export function hintsIn(judgement: Judgement, { start, end }: Span, kinds: 'off' | 'sizes' | 'all'): readonly Hint[] {
  if (kinds === 'off') return []
  const hints: Hint[] = []
  visit(judgement.document, element => {
    if (element.span.end < start || element.span.start > end) return false
    hints.push(...sizesOf(judgement, element))
    if (kinds === 'all' && element.startTagEnded) hints.push(...defaultsOf(judgement, element))
    return true
  })
  return hints.filter(({ offset }) => start <= offset && offset <= end).sort((a, b) => a.offset - b.offset)
}

/** Behind a number that is a size, and would read better in another unit. */
function sizesOf(judgement: Judgement, element: Element): readonly Hint[] {
  const text = element.children.length === 1 ? textOf(element) : undefined
  // Looking up what the docs say takes longer than all else here: only for what may be a size.
  if (!isNumber(text) && !element.attributes.some(({ value }) => isNumber(value))) return []
  const path = pathIn(judgement, element)
  const hints: Hint[] = []
  for (const { name, value, valueSpan, span } of element.attributes) {
    const size = value && isNumber(value) && valueSpan && name !== 'unit' ? sizeOf(value, element, name, proseOf(path, name)) : undefined
    if (size) hints.push({ offset: span.end, text: `= ${size}`, kind: 'size' })
  }
  const size = text && isNumber(text) && sizeOf(text, element, null, proseOf(path))
  if (size) hints.push({ offset: textSpanOf(element)!.end, text: `= ${size}`, kind: 'size' })
  return hints
}

const isNumber = (text: string | null | undefined): boolean => text !== null && text !== undefined && /^\s*\d{3,}\s*$/.test(text)

/** Behind the last attribute: those that may stand here, are left out, and mean one plain value then, by the docs. */
function defaultsOf(judgement: Judgement, element: Element): readonly Hint[] {
  const path = pathIn(judgement, element)
  const offset = element.attributes.at(-1)?.span.end ?? element.nameSpan.end
  return expectAttributes(judgement, element).flatMap(({ name }): readonly Hint[] => {
    const entry = name === 'unit' ? null : proseOf(path, name)
    const [, value] = /^`([\w.-]+)`$/.exec(entry?.default ?? '') ?? []
    return entry && value ? [{ offset, text: `${name}='${value}'`, kind: 'default', tooltip: entry.text }] : []
  })
}
