// The themes that Marp Core brings along: their slide classes and sizes, as data. What they look like stands in `docs/themes.yaml`.
// From the theme files of marp-core (5.0.2 and 4.4.0 agree): the `@size` comments and the `section.…` selectors.

export interface Theme {
  readonly name: string
  /** What a slide's `class` may be. */
  readonly classes: readonly string[]
  readonly sizes: readonly ThemeSize[]
}

export interface ThemeSize {
  readonly name: string
  readonly width: number
  readonly height: number
}

/** The theme of a deck that names none, or one that Marp does not know. */
export const fallbackTheme = 'default'

const sizes: readonly ThemeSize[] = [
  { name: '16:9', width: 1280, height: 720 },
  { name: '4:3', width: 960, height: 720 },
]

export const themes: readonly Theme[] = [
  { name: 'default', classes: ['invert'], sizes },
  { name: 'gaia', classes: ['lead', 'invert', 'gaia'], sizes },
  { name: 'uncover', classes: ['invert'], sizes },
]

export const themeNamed = (name: string): Theme | undefined => themes.find(theme => theme.name === name)
