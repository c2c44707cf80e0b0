// The themes that Marp Core brings along: their slide classes and sizes, as data.
// From the theme files of marp-core (5.0.2 and 4.4.0 agree): the `@size` comments and the `section.…` selectors.

export interface Theme {
  readonly name: string
  readonly docs: string
  readonly classes: readonly ThemeClass[]
  readonly sizes: readonly ThemeSize[]
}

export interface ThemeClass {
  readonly name: string
  readonly docs: string
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

const invert: ThemeClass = { name: 'invert', docs: 'Light text on a dark ground.' }

export const themes: readonly Theme[] = [
  {
    name: 'default',
    docs: 'Sober, after GitHub’s style of Markdown: dark text on white, content centred vertically.',
    classes: [invert],
    sizes,
  },
  {
    name: 'gaia',
    docs: 'Warm paper colour with bold headings; content starts at the top left.',
    classes: [
      { name: 'lead', docs: 'Everything centred: for title slides and chapter openings.' },
      invert,
      { name: 'gaia', docs: 'The blue of the theme as background, with light text.' },
    ],
    sizes,
  },
  {
    name: 'uncover',
    docs: 'Minimal and modern, in the manner of reveal.js: everything centred, large headings.',
    classes: [invert],
    sizes,
  },
]

export const themeNamed = (name: string): Theme | undefined => themes.find(theme => theme.name === name)
