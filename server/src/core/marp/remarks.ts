// Where comments stand in a deck, and where another may: HTML comments among the slides, lines with `#` in the front matter.
// Marp takes the first for a note of the speaker, as it does every comment that holds no directive; YAML drops the second.
import type { Span } from '../model'
import type { Remark, Remarks } from '../service'
import type { Deck } from './deck'

export function remarksOf(deck: Deck): Remarks {
  const { text, frontMatter } = deck
  const inside = (offset: number): boolean => frontMatter !== null && offset < frontMatter.span.end
  return {
    comments: [...hashes(deck), ...deck.slides.slides.flatMap(({ comments }) => comments.map(({ span }) => span))],
    before: (offset): Remark | null => {
      if (inside(offset)) return frontMatter?.closed === 'never' || offset < firstLine(text) ? null : { offset: lineStart(text, offset), style: 'hash' }
      const comment = deck.slides.slides.flatMap(({ comments }) => comments).find(({ span }) => span.start <= offset && offset < span.end)
      return comment ? { offset: comment.span.start, style: 'markup' } : null
    },
    top: frontMatter ? { offset: firstLine(text), style: 'hash' } : null,
  }
}

/** The lines of the front matter that are a comment and nothing else. */
function hashes({ text, frontMatter }: Deck): readonly Span[] {
  if (!frontMatter) return []
  const { start, end } = frontMatter.content
  return [...text.slice(start, end).matchAll(/^[ \t]*#[^\r\n]*/gm)].map(({ index, 0: line }) => ({ start: start + index, end: start + index + line.length }))
}

/** Behind the dashes that open the front matter. */
const firstLine = (text: string): number => /^[^\r\n]*(?:\r\n?|\n|$)/.exec(text)![0].length

const lineStart = (text: string, offset: number): number => Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
