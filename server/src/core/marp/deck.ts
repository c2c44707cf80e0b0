// A deck as it stands: its text, its front matter and its slides, each read once, when first asked for.
// Every feature and every rule of this room takes one.
import { readFrontMatter, type FrontMatter } from './front-matter'
import { picturesOf, type Picture } from './pictures'
import { readSlides, type Slides } from './slides'
import { sourceOf, type Source } from './source'
import { usesIn, type Use } from './uses'

export interface Deck {
  readonly text: string
  readonly source: Source
  readonly frontMatter: FrontMatter | null
  /** A getter: the whole deck is read at the first question about slides or comments. */
  readonly slides: Slides
  readonly uses: readonly Use[]
  readonly pictures: readonly Picture[]
}

export const deckOf = (text: string): Deck => {
  const source = sourceOf(text)
  const frontMatter = readFrontMatter(source)
  let slides: Slides | undefined
  let uses: readonly Use[] | undefined
  let pictures: readonly Picture[] | undefined
  return {
    text,
    source,
    frontMatter,
    get slides() { return slides ??= readSlides(source, frontMatter) },
    get uses() { return uses ??= usesIn(frontMatter, this.slides) },
    get pictures() { return pictures ??= picturesOf(this.slides, source) },
  }
}
