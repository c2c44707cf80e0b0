// Another value: the one that was probably meant, or the few that are allowed. And what an attribute's value rules out.
import type { Fix, Span } from '../../model'
import type { Attribute } from '../../xml/tree'
import { escaped, removeAttribute, removeElement, replaceName } from './edits'
import { mostOffered, textIn, textsIn, type Case } from './fix'

export function otherValue({ problem: { span }, data, attribute }: Case): readonly Fix[] {
  return instead(span, textIn(data['suggestion']), textsIn(data['allowed']), attribute)
}

function instead(span: Span, suggestion: string | null, allowed: readonly string[], attribute: Attribute | null): readonly Fix[] {
  const others = allowed.filter(value => value !== suggestion)
  const place = attribute?.valueSpan ?? span
  const change = (value: string): Fix => ({ title: `Change to \`${value}\``, edits: [{ span: place, text: escaped(value, attribute ? attribute.quote : null) }] })
  return [
    ...suggestion === null ? [] : [{ ...change(suggestion), preferred: true }],
    ...others.length <= mostOffered ? others.map(change) : [],
  ]
}

/** Change the value that decides, where all fits then; or take out what does not go with it. */
export function notWith({ source, element, attribute, problem: { span }, data, mendsCleanly }: Case): readonly Fix[] {
  const suggestion = textIn(data['suggestion'])
  const isValue = attribute?.valueSpan?.start === span.start
  const decided = data['decidedBy'] as { readonly name?: unknown, readonly span?: Span | null } | null | undefined
  const other = decided?.span
  const changes: readonly Fix[] = other ? textsIn(data['allowedWith']).slice(0, mostOffered).map(value =>
    ({ title: `Change \`${String(decided.name)}\` to \`${value}\``, edits: [{ span: other, text: escaped(value, "'") }] })).filter(({ edits }) => mendsCleanly(edits)) : []
  if (isValue) return [...instead(span, suggestion, textsIn(data['allowed']), attribute).filter(({ preferred, edits }) => preferred || mendsCleanly(edits)), ...changes]
  if (!attribute) return [...changes, removeElement(source, element)]
  return [...suggestion === null ? [] : [replaceName(attribute.nameSpan, suggestion)], ...changes, removeAttribute(source, attribute)]
}
