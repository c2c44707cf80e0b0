// A deck as it stands: its text, its front matter and its slides, each read once, when first asked for.
// Every feature and every rule of this room takes one.
import { defaultMarp, type MarpSettings } from '../service'
import { readFrontMatter, type FrontMatter } from './front-matter'
import { machinesOf, type Machine } from './machine-marks'
import { picturesOf, type Picture } from './pictures'
import { readSlides, type Slides } from './slides'
import { sourceOf, type Source } from './source'
import { stylesOf, type Style } from './styles'
import { themesWith } from './theme-css'
import type { Theme } from './themes'
import { usesIn, type Use } from './uses'

export interface Deck {
  readonly text: string
  readonly source: Source
  readonly frontMatter: FrontMatter | null
  /** A getter: the whole deck is read at the first question about slides or comments. */
  readonly slides: Slides
  readonly uses: readonly Use[]
  readonly pictures: readonly Picture[]
  readonly styles: readonly Style[]
  readonly machines: readonly Machine[]
  /** How it is drawn. */
  readonly marp: MarpSettings
  /** Marp's own and those that are registered beside them. */
  readonly themes: readonly Theme[]
}

export const deckOf = (text: string, marp: MarpSettings = defaultMarp): Deck => {
  const themes = themesWith(marp.themes)
  const source = sourceOf(text)
  const frontMatter = readFrontMatter(source)
  let slides: Slides | undefined
  let uses: readonly Use[] | undefined
  let pictures: readonly Picture[] | undefined
  let styles: readonly Style[] | undefined
  let machines: readonly Machine[] | undefined
  return {
    text,
    source,
    frontMatter,
    marp,
    themes,
    get slides() { return slides ??= readSlides(source, frontMatter, themes) },
    get uses() { return uses ??= usesIn(frontMatter, this.slides) },
    get pictures() { return pictures ??= picturesOf(this.slides, source) },
    get styles() { return styles ??= stylesOf(this.slides, this.uses, source) },
    get machines() { return machines ??= machinesOf(this.slides, source) },
  }
}
