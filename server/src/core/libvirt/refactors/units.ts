// A size in another unit, as far as that is exact: 4194304 KiB is 4 GiB.
import type { Edit, Span } from '../../model'
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { proseOf, type Step } from '../docs/index'
import { unitOf } from '../hover'
import { textOf, textSpanOf, valueOf } from '../read'
import { bytesIn, bytesOf } from '../sizes'
import { pathIn } from '../structure'
import type { Refactor } from './refactor'

export const units: Refactor = ({ around: [element], document: { text }, judgement }) => {
  const size = element && sizeOf(pathIn(judgement(), element), element)
  if (!element || !size) return []
  const bytes = bytesOf(size.number, size.unit)
  if (bytes === null || bytes === 0) return []
  return ['KiB', 'MiB', 'GiB', 'TiB'].flatMap(unit => {
    const number = bytes / (bytesIn(unit) ?? 1)
    if (!Number.isSafeInteger(number) || unit.toLowerCase() === size.unit.toLowerCase()) return []
    return [{ title: `Write as ${number.toLocaleString('en')} ${unit}`, kind: 'rewrite', edits: [{ span: size.span, text: String(number) }, unitEdit(text, element, unit)] }]
  })
}

interface Size {
  readonly number: string
  readonly unit: string
  readonly span: Span
}

/** The number that the `unit` of an element speaks about: its text, or its `size` or `memory`. */
function sizeOf(path: readonly Step[], element: Element): Size | null {
  const text = textOf(element)
  const unit = unitOf(element, proseOf(path))
  if (text && unit && (proseOf(path, 'unit') || valueOf(element, 'unit'))) return { number: text, unit, span: textSpanOf(element)! }
  const attribute = attributeOf(element, 'unit') && (attributeOf(element, 'size') ?? attributeOf(element, 'memory'))
  return attribute?.value && attribute.valueSpan ? { number: attribute.value, unit: valueOf(element, 'unit') ?? 'KiB', span: attribute.valueSpan } : null
}

function unitEdit(text: string, element: Element, unit: string): Edit {
  const there = attributeOf(element, 'unit')
  if (there?.valueSpan) return { span: there.valueSpan, text: unit }
  const at = element.attributes.at(-1)?.span.end ?? element.nameSpan.end
  const quote = /=\s*(["'])/.exec(text)?.[1] ?? "'"
  return { span: { start: at, end: at }, text: ` unit=${quote}${unit}${quote}` }
}
