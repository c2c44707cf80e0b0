// Where a click on a slide leads: to its first own line, behind the ruler (or the front matter) that begins it.
import type { Span } from '../../../../server/src/core/model'

export function firstLineOf(text: string, slide: Span): Span {
  const rest = text.slice(slide.start, slide.end)
  const skipped = (slide.start === 0 ? frontMatter.exec(rest) : ruler.exec(rest))?.[0].length ?? 0
  const blank = /^(?:[ \t]*\r?\n)*/.exec(rest.slice(skipped))?.[0].length ?? 0
  // A slide without a line of its own: its last place, which is still within it.
  const at = slide.start + (rest.slice(skipped + blank).trim() === '' ? skipped : skipped + blank)
  return { start: at, end: at }
}

const ruler = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})(?:\r?\n|$)/
const frontMatter = /^-{3,}[^\n]*\n[\s\S]*?\n {0,3}(?:-{3,}|\.\.\.)[ \t]*(?:\r?\n|$)/
