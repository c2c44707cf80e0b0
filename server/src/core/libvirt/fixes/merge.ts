// Two elements where one is allowed: the second goes into the first, where nothing in them contradicts.
import type { Edit, Fix } from '../../model'
import type { Attribute, Element } from '../../xml/tree'
import { childElements, textOf } from '../../xml/walk'
import { childOf } from '../read'
import { insertChild, removeElement, unindented, wholeLine } from './edits'
import type { Case } from './fix'

export function merged(given: Case): readonly Fix[] {
  const { element, source } = given
  const merge = merging(given)
  return [...merge ? [merge] : [], removeElement(source, element)]
}

function merging({ element, source, problem, mends }: Case): Fix | null {
  const first = childElements(element.parent).find(({ nameSpan }) => nameSpan.start === problem.related?.[0]?.span.start)
  if (!first || first === element) return null
  const attributes = element.attributes.filter(({ name }) => !first.attributes.some(other => other.name === name))
  const children = childElements(element).filter(child => !childElements(first).some(other => unindented(source, other) === unindented(source, child)))
  const texts = [textOf(first), textOf(element)]
  const contradicts = element.attributes.some(attribute => first.attributes.some(other => other.name === attribute.name && other.value !== attribute.value))
    || children.some(({ name }) => childOf(first, name)) || texts[1] !== '' && texts[0] !== texts[1]
  if (contradicts) return null
  const edits = [...added(source, first, attributes, children), { span: wholeLine(source, element.span), text: '' }]
  return mends(edits) ? { title: `Merge into the first \`<${first.name}>\``, edits, preferred: true } : null
}

function added(source: string, first: Element, attributes: readonly Attribute[], children: readonly Element[]): readonly Edit[] {
  const at = first.attributes.at(-1)?.span.end ?? first.nameSpan.end
  const written = attributes.map(({ span }) => ` ${source.slice(span.start, span.end)}`).join('')
  return [
    ...written ? [{ span: { start: at, end: at }, text: written }] : [],
    ...children.length ? [insertChild(source, first, children.map(child => unindented(source, child)).join('\n'), 'last')] : [],
  ]
}
