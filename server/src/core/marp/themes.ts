// The themes that Marp Core brings along: their slide classes and sizes, as data. What they look like stands in `docs/themes.yaml`.
// From the theme files of marp-core (5.0.2 and 4.4.0 agree): the `@size` comments and the `section.…` selectors.

export interface Theme {
  readonly name: string
  /** What a slide's `class` may be. */
  readonly classes: readonly string[]
  readonly sizes: readonly ThemeSize[]
  /** The CSS variables that its rules go by. */
  readonly variables: readonly string[]
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

/** `a-{b,c}` stands for `a-b` and `a-c`. */
const named = (...patterns: readonly string[]): readonly string[] => patterns.flatMap(pattern => {
  const [, head = '', list = ''] = /^(.*)\{(.*)\}$/.exec(pattern) ?? []
  return list === '' ? [`--${pattern}`] : list.split(',').map(one => `--${head}${one}`)
})

/** Of GitHub's Primer, which the first theme is made after, and the third in core 5. */
const primer = named(
  'fgColor-{default,muted,accent,success,attention,danger,done}', 'bgColor-{default,muted,neutral-muted,attention-muted}',
  'borderColor-{default,muted,neutral-muted,accent-emphasis,success-emphasis,attention-emphasis,danger-emphasis,done-emphasis}', 'focus-outlineColor',
  'color-prettylights-syntax-{comment,constant,constant-other-reference-link,entity,entity-tag,keyword,string,string-regexp,variable,storage-modifier-import,markup-bold,markup-heading,markup-italic,markup-list,meta-diff-range}',
)

export const themes: readonly Theme[] = [
  {
    name: 'default', classes: ['invert'], sizes,
    variables: [...named('h1-color', 'header-footer-color', 'heading-strong-color', 'paginate-color', 'base-size-{4,8,16,24,40}', 'base-text-weight-{normal,medium,semibold}', 'fontStack-{monospace,sansSerif}'), ...primer],
  },
  { name: 'gaia', classes: ['lead', 'invert', 'gaia'], sizes, variables: named('color-{background,background-stripe,foreground,dimmed,highlight}') },
  {
    name: 'uncover', classes: ['invert'], sizes,
    variables: named('color-{background,background-code,background-paginate,foreground,highlight,highlight-hover,highlight-heading,header,header-shadow}', 'preserve-aspect-ratio'),
  },
]

export const themeNamed = (name: string, among: readonly Theme[] = themes): Theme | undefined => among.find(theme => theme.name === name)
