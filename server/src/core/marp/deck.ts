// A deck as it stands: its text, its front matter and its slides, each read once, when first asked for.
// Every feature and every rule of this room takes one.
import { defaultMarp, type MarpSettings } from '../service'
import type { Css } from './css'
import { readFrontMatter, type FrontMatter } from './front-matter'
import { machinesOf, type Machine } from './machine-marks'
import { picturesOf, type Picture } from './pictures'
import { readSlides, type Slides } from './slides'
import { sourceOf, type Source } from './source'
import { stylesOf, type Style } from './styles'
import { themesWith } from './theme-css'
import { fallbackTheme, themeNamed, type Theme } from './themes'
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
  /** Who reads its CSS; null where nobody was loaded, as for a deck without any. */
  readonly css: Css | null
  /** How it is drawn. */
  readonly marp: MarpSettings
  /** Marp's own and those that are registered beside them. */
  readonly themes: readonly Theme[]
  /** The one that it is drawn with. */
  readonly theme: Theme
}

export const deckOf = (text: string, marp: MarpSettings = defaultMarp, css: Css | null = null): Deck => new Read(text, marp, css)

/** A class, as the getters of a literal would hold the deck until the next great collection. */
class Read implements Deck {
  readonly text: string
  readonly marp: MarpSettings
  readonly css: Css | null
  readonly themes: readonly Theme[]
  readonly source: Source
  readonly frontMatter: FrontMatter | null
  private read: { -readonly [K in 'slides' | 'uses' | 'pictures' | 'styles' | 'machines']?: Deck[K] } = {}

  constructor(text: string, marp: MarpSettings, css: Css | null) {
    this.text = text
    this.marp = marp
    this.css = css
    this.themes = themesWith(marp.themes)
    this.source = sourceOf(text)
    this.frontMatter = readFrontMatter(this.source)
  }

  get slides(): Slides { return this.read.slides ??= readSlides(this.source, this.frontMatter, this.themes, this.marp.math !== 'off') }
  get uses(): readonly Use[] { return this.read.uses ??= usesIn(this.frontMatter, this.slides) }
  get pictures(): readonly Picture[] { return this.read.pictures ??= picturesOf(this.slides, this.source) }
  get styles(): readonly Style[] { return this.read.styles ??= stylesOf(this.slides, this.uses, this.source) }
  get machines(): readonly Machine[] { return this.read.machines ??= machinesOf(this.slides, this.source) }

  get theme(): Theme {
    const name = this.slides.globals['theme']
    return themeNamed(typeof name === 'string' ? name : fallbackTheme, this.themes)!
  }
}
