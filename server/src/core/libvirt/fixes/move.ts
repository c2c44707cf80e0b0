// A child in the wrong place: moved to the element that it belongs to, or given that element around it. Each way is tried
// first; only what leaves fewer problems is offered.
import type { Edit, Fix, Related } from '../../model'
import type { Element } from '../../xml/tree'
import { childElements, elementsWhere, lineage } from '../../xml/walk'
import { indented, insertChild, removeElement, unindented, wholeLine } from './edits'
import { textIn, textsIn, type Case } from './fix'

export function moved(given: Case): readonly Fix[] {
  const { element, source, problem, data } = given
  const lacking = problem.related?.[0]
  const homes = new Set([textIn(data['home']), ...textsIn(data['homes'])].filter(name => name !== null))
  const found = lacking && data['home'] !== undefined ? targetAt(element, lacking) : []
  const moves = (found.length ? found : targets(element, homes)).flatMap(target => {
    const move = into(given, target)
    return move ? [{ ...move, name: target.name }] : []
  })
  const others = [...homes].filter(name => !moves.some(move => move.name === name)).flatMap(name => around(given, name) ?? [])
  const ways = [...moves.map(({ title, edits }): Fix => ({ title, edits })), ...others].slice(0, mostMoves)
  // What its element cannot do without is not to be taken out.
  const removed = removeElement(source, element)
  return [...ways.map((way, at) => at === 0 && ways.length === 1 ? { ...way, preferred: true } : way), ...ways.length || given.mends(removed.edits) ? [removed] : []]
}

const mostMoves = 3

/** The element that the problem says lacks it. */
function targetAt(element: Element, { span }: Related): readonly Element[] {
  const [root] = lineage(element)
  const waiting = root ? [root] : []
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if (at.nameSpan.start === span.start) return [at]
    waiting.push(...childElements(at).filter(child => child.span.start <= span.start && span.start < child.span.end))
  }
  return []
}

/** The elements of these names: those around it, and what those around it hold, the nearest first. */
function targets(element: Element, homes: ReadonlySet<string>): readonly Element[] {
  const outwards = [...lineage(element)].reverse().slice(1)
  const distance = ({ span }: Element): number => Math.abs(span.start - element.span.start)
  return [...new Set(outwards.flatMap(outer => [
    ...homes.has(outer.name) && outer !== element.parent ? [outer] : [],
    ...elementsWhere(outer, ({ name }) => homes.has(name)).filter(inner => inner !== element && !lineage(inner).includes(element)).sort((a, b) => distance(a) - distance(b)).slice(0, mostPlaces),
  ]))].filter(({ startTagEnded }) => startTagEnded)
}

/** Where the order counts, a place between the children is looked for; in most of libvirt's elements it does not. */
function into({ element, source, mends }: Case, target: Element): Fix | null {
  const lines = unindented(source, element)
  const taken: Edit = { span: wholeLine(source, element.span), text: '' }
  const siblings = childElements(target).filter(child => child !== element)
  for (const behind of ['last', 'first', ...siblings.slice(0, mostPlaces)] as const) {
    const put = insertChild(source, target, lines, behind)
    const edits = [taken, put]
    if (put.span.start > taken.span.start && put.span.start < taken.span.end || !mends(edits)) continue
    return { title: target === element.parent ? `Move \`<${element.name}>\` to its place` : `Move into \`<${target.name}>\``, edits }
  }
  return null
}

const mostPlaces = 12

/** The element that it belongs to is not there: it is written around it, here or in one of the elements further out. */
function around({ element, source, mends }: Case, name: string): Fix | null {
  const wrapped = `<${name}>\n  ${indented(unindented(source, element), '  ')}\n</${name}>`
  const title = `Put into a new \`<${name}>\``
  for (const outer of [...lineage(element)].reverse().slice(1)) {
    const edits = outer === element.parent
      ? [{ span: element.span, text: indented(wrapped, /[ \t]*$/.exec(source.slice(0, element.span.start))![0]) }]
      : [{ span: wholeLine(source, element.span), text: '' }, insertChild(source, outer, wrapped, 'last')]
    if (mends(edits)) return { title, edits }
  }
  return null
}
