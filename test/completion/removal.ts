// A valid document with one element, attribute, value or text taken out, and the place where it stood.
import { parse } from '../../server/src/core/xml/parse'
import type { Element } from '../../server/src/core/xml/tree'
import { elementsWhere, lineage } from '../../server/src/core/xml/walk'
import type { Random } from '../proof/random'

export interface Removal {
  readonly kind: 'element' | 'attribute' | 'value' | 'text'
  readonly text: string
  readonly offset: number
  readonly word: string
}

export const kinds = ['element', 'attribute', 'value', 'text'] as const

/** Somebody's own XML is not ours to complete. */
const isOurs = (element: Element): boolean => !lineage(element).some(({ name }) => name === 'metadata' || name.includes(':'))

export function removalIn(text: string, kind: Removal['kind'], random: Random): Removal | null {
  const elements = elementsWhere(parse(text), element => element.parent.kind === 'element' && isOurs(element))
  if (!elements.length) return null
  const element = random.pick(elements)
  const cut = (start: number, end: number, put = ''): string => text.slice(0, start) + put + text.slice(end)
  if (kind === 'element') return { kind, text: cut(element.span.start, element.span.end), offset: element.span.start, word: element.name }
  if (kind === 'text') {
    const [only, ...others] = element.children
    if (only?.kind !== 'text' || others.length || only.value.trim() !== only.value) return null
    return { kind, text: cut(only.span.start, only.span.end), offset: only.span.start, word: only.value }
  }
  const attributes = element.attributes.filter(({ name, valueSpan }) => !name.includes(':') && name !== 'xmlns' && valueSpan)
  if (!attributes.length) return null
  const { name, value, span, valueSpan } = random.pick(attributes)
  if (kind === 'attribute') return { kind, text: cut(span.start, span.end), offset: span.start, word: name }
  return { kind, text: cut(valueSpan!.start, valueSpan!.end), offset: valueSpan!.start, word: value ?? '' }
}
