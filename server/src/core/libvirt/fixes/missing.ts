// Writing what is missing: an attribute, a child with all that it needs in turn, a prefix; with values that one can start from.
import { plainText } from '../../text/snippet'
import type { Fix } from '../../model'
import { childElements, rootOf } from '../../xml/walk'
import { entryAt } from '../docs/index'
import { elementSnippet, inUsualOrder, quoteIn } from '../insertion'
import { exampleOf } from '../phrases'
import { expectAttributes, expectElements, pathIn } from '../structure'
import { escaped, insertChild, removeElement } from './edits'
import { leastRuled, mostOffered, textIn, textsIn, type Case } from './fix'

export function addAttribute(given: Case): readonly Fix[] {
  const { judgement, source, element, data } = given
  const at = element.attributes.at(-1)?.span.end ?? element.nameSpan.end
  const quote = quoteIn(source)
  return textsIn(data['names']).slice(0, mostOffered).flatMap(name => {
    const add = (value: string): Fix =>
      ({ title: `Add \`${name}=${quote}${value}${quote}\``, edits: [{ span: { start: at, end: at }, text: ` ${name}=${quote}${escaped(value, quote)}${quote}` }] })
    const listed = inUsualOrder(textsIn(data['allowed']), entryAt(pathIn(judgement, element), name))
    if (listed.length) return leastRuled(listed.slice(0, mostOffered).map(add), given)
    const { datatypes = [] } = expectAttributes(judgement, element).find(attribute => attribute.name === name) ?? {}
    return [add(exampleOf(datatypes) ?? '')]
  })
}

export function addChild({ judgement, source, element, data, mends, ruled }: Case): readonly Fix[] {
  const names = textsIn(data['names'])
  if (!element.startTagEnded || names.length > mostOffered) return []
  const added = names.map((name): Fix => {
    const edits = ['last', 'first'].map(behind => insertChild(source, element, childText({ judgement, source, element }, name), behind as 'first' | 'last'))
    return { title: `Add \`<${name}>\``, edits: [edits.find(edit => mends([edit])) ?? edits[0]!] }
  })
  // A `<cipher>` needs an `<ivgen>`, and neither may be with LUKS: what a rule refuses once it is complete is taken out instead.
  const before = ruled([])
  if (!added.every(({ edits }) => ruled(edits) > before)) return added
  const removed = childElements(element).map(child => removeElement(source, child)).filter(({ edits }) => mends(edits) && ruled(edits) <= before)
  return removed.length ? removed : added
}

/** The child as a completion would write it, its stops filled with what may stand there. */
function childText({ judgement, source, element }: Pick<Case, 'judgement' | 'source' | 'element'>, name: string): string {
  const expected = expectElements(judgement, element, element.endTag?.span.start ?? element.span.end).find(child => child.name === name)
  if (!expected) return `<${name}></${name}>`
  const { text } = elementSnippet([...pathIn(judgement, element), name], expected.declarations, quoteIn(source), judgement.grammar.patterns(), 'filled')
  return plainText(`<${text}`).replace(/\n\t*(?=\n)/g, '').replaceAll('\t', '  ')
}

export function bindPrefix({ judgement: { document }, source, data }: Case): readonly Fix[] {
  const root = rootOf(document)
  const prefix = textIn(data['prefix'])
  const namespace = textIn(data['namespace'])
  if (!root || prefix === null || namespace === null) return []
  const quote = quoteIn(source)
  const at = root.nameSpan.end
  return [{ title: `Add \`xmlns:${prefix}\` to \`<${root.name}>\``, edits: [{ span: { start: at, end: at }, text: ` xmlns:${prefix}=${quote}${namespace}${quote}` }], preferred: true }]
}
