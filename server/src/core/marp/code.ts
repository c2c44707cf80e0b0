// The XML in a Markdown text: fenced blocks marked so, and indented ones that begin with a tag. Marp or not, the blocks are the same.
import type { Span } from '../model'
import { linesOf } from '../text/lines'
import { findBlock } from './front-matter'
import { markdown, type Token } from './markdown'
import { sourceOf } from './source'

/** Without the fences, whole lines; indentation is left in, as it is but white space to XML. */
export const xmlIn = (text: string): readonly Span[] => {
  const lines = linesOf(text)
  const source = sourceOf(text)
  return markdown().blocks(source.text, { skip: findBlock(source)?.endLine ?? 0 }).flatMap(token => {
    const [from, to] = linesInside(token)
    if (to <= from) return []
    const span = { start: lines.lineSpan(from).start, end: lines.lineSpan(to - 1).end }
    // In a quotation each line begins with a `>`: those are not looked into.
    return bare(text.slice(span.start, span.end)) === bare(token.content) ? [span] : []
  })
}

/** The first line of the code and the one behind its last. */
const linesInside = ({ type, info, map, content, markup }: Token): readonly [from: number, to: number] => {
  if (!map) return [0, 0]
  if (type === 'code_block' && content.trimStart().startsWith('<')) return [map[0], map[0] + content.trimEnd().split('\n').length]
  if (type !== 'fence' || !/^(?:(?:xml|libvirt)\b|vm(?:\s|$))/i.test(info.trim()) || markup === '') return [0, 0]
  return [map[0] + 1, map[0] + 1 + content.split('\n').length - (content.endsWith('\n') ? 1 : 0)]
}

const bare = (code: string): string => code.replace(/\r\n?/g, '\n').replace(/^[ \t]+/gm, '').trimEnd()
