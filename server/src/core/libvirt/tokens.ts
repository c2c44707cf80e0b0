// What deserves a colour of its own: the values that decide what else is allowed, ids where they are defined and used, paths of files.
import type { Id, Link, Token } from '../model'
import type { XmlDocument } from '../xml/tree'
import { visit } from '../xml/walk'

/** In document order; none overlaps another, none spans lines. */
export function tokensOf(document: XmlDocument, ids: readonly Id[], links: readonly Link[]): readonly Token[] {
  const tokens = new Map<number, Token>()
  const add = (token: Token): void => {
    const { start, end } = token.span
    if (end > start && !/[\r\n]/.test(document.text.slice(start, end))) tokens.set(start, token)
  }
  visit(document, element => {
    if (element.name.includes(':')) return false
    for (const { name, value, valueSpan } of element.attributes) if (value && valueSpan && decisive.has(name)) add({ span: valueSpan, kind: 'discriminator' })
    return true
  })
  for (const { span, role } of ids) add({ span, kind: role === 'defines' ? 'definition' : 'use' })
  for (const { span, to } of links) if (to.kind === 'file') add({ span, kind: 'path' })
  return withoutOverlaps([...tokens.values()].sort((a, b) => a.span.start - b.span.start))
}

/** libvirt's discriminators: they say by which branch of the schema an element is read. */
const decisive: ReadonlySet<string> = new Set(['type', 'mode', 'device'])

const withoutOverlaps = (tokens: readonly Token[]): readonly Token[] => {
  let end = 0
  return tokens.filter(({ span }) => {
    if (span.start < end) return false
    end = span.end
    return true
  })
}
