// Children that libxml2 wants together, brought together: each behind the one before it.
import type { Edit, Fix } from '../../model'
import type { Element } from '../../xml/tree'
import { childElements } from '../../xml/walk'
import { insertChild, unindented, wholeLine } from './edits'
import type { Case } from './fix'

export function reordered({ element, source, data, mends }: Case): readonly Fix[] {
  const parent = element.parent
  if (parent.kind !== 'element' || !Array.isArray(data['groups'])) return []
  const children = childElements(parent)
  const groups = (data['groups'] as readonly (readonly number[])[]).map(starts => children.filter(({ nameSpan }) => starts.includes(nameSpan.start)))
  const edits = groups.flatMap(members => together(source, parent, children, members))
  return mends(edits) ? [{ title: `Bring ${groups.flatMap(names).slice(0, 4).map(name => `\`<${name}>\``).join(', ')}… together`, edits, preferred: true }] : []
}

const names = (members: readonly Element[]): readonly string[] => [...new Set(members.map(({ name }) => name))]

/** What stands apart is put behind the members that stand together with the first. */
function together(source: string, parent: Element, children: readonly Element[], members: readonly Element[]): readonly Edit[] {
  const start = children.indexOf(members[0]!)
  const close = members.filter((member, at) => children.indexOf(member) === start + at)
  const apart = members.slice(close.length)
  const put = insertChild(source, parent, apart.map(member => unindented(source, member)).join('\n'), close.at(-1)!)
  return [put, ...apart.map(({ span }) => ({ span: wholeLine(source, span), text: '' }))]
}
