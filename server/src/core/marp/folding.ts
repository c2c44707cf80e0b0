// What can be folded: the front matter, each slide, and comments that span lines.
import type { Fold, Span } from '../model'
import type { Deck } from './deck'

export const folds = (deck: Deck): readonly Fold[] => {
  const found: Fold[] = []
  const { frontMatter, slides } = deck
  const add = (span: Span, kind?: Fold['kind']): void => {
    const end = span.start + deck.text.slice(span.start, span.end).trimEnd().length
    if (/[\r\n]/.test(deck.text.slice(span.start, end))) found.push({ span: { start: span.start, end }, ...(kind ? { kind } : {}) })
  }
  if (frontMatter) add(frontMatter.span, 'region')
  for (const [index, slide] of slides.slides.entries()) {
    // The first slide begins behind the front matter, which folds by itself.
    const start = index === 0 && frontMatter ? afterBlanks(deck.text, frontMatter.span.end, slide.span.end) : slide.span.start
    add({ start, end: slide.span.end })
    for (const comment of slide.comments) add(comment.span, 'comment')
  }
  return found
}

const afterBlanks = (text: string, start: number, end: number): number => {
  const rest = text.slice(start, end)
  return start + rest.length - rest.trimStart().length
}
