// Elements that stand where they may not, or that are to go together, put into an element around them.
import { isBlank } from '../../xml/characters'
import type { Element } from '../../xml/tree'
import { childElements } from '../../xml/walk'
import { declarationsOf, factsOf } from '../structure'
import { indentOf, lineBreak, step } from './edits'
import type { Refactor } from './refactor'

/** Offers the elements that may stand in the one around, and that may hold all that is selected. */
export const wrap: Refactor = ({ document: { text }, span, around, judgement }) => {
  if (span.start === span.end) return []
  const parent = around.find(element => element.startTag.end <= span.start && element.endTag !== null && span.end <= element.endTag.span.start)
  if (!parent) return []
  const chosen = childElements(parent).filter(child => child.span.start < span.end && child.span.end > span.start)
  const [first, last] = [chosen[0], chosen.at(-1)]
  if (!first || !last || !isBlank(text, span.start, Math.max(span.start, first.span.start)) || !isBlank(text, Math.min(span.end, last.span.end), span.end)) return []
  const names = new Set(chosen.map(({ name }) => name))
  return wrappersOf(judgement(), parent, names).map(name => ({
    title: `Wrap in <${name}>`, kind: 'rewrite',
    edits: [{ span: { start: first.span.start, end: last.span.end }, text: wrapped(text, first, last, name) }],
  }))
}

const wrappersOf = (judgement: Parameters<typeof factsOf>[0], parent: Element, names: ReadonlySet<string>): readonly string[] =>
  factsOf(judgement, declarationsOf(judgement, parent)).elements
    .filter(({ name, declarations }) => !names.has(name) && [...names].every(inner => factsOf(judgement, declarations).elements.some(element => element.name === inner)))
    .map(({ name }) => name).slice(0, 5)

function wrapped(text: string, first: Element, last: Element, name: string): string {
  const inner = text.slice(first.span.start, last.span.end)
  const indent = indentOf(text, first)
  const line = lineBreak(text)
  const deeper = inner.replace(/(\r\n?|\n)(?=[^\r\n])/g, `$1${step(text)}`)
  return `<${name}>${line}${indent}${step(text)}${deeper}${line}${indent}</${name}>`
}
