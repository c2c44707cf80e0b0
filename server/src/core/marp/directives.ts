// The table of directives: what each is called, who provides it, where it may stand and what it takes.
// Completion, hover and the rules read it; the prose about each is in `docs/directives.ts`.
import { lineMatcher, type LineMatcher } from './loose'
import { themes } from './themes'
import { transitions } from './transitions'

export type Provider = 'Marpit' | 'Marp Core' | 'Marp CLI' | 'Marp for VS Code'

/** What a value is, for completion and for the rules. */
export type ValueKind =
  | 'theme' | 'size' | 'math' | 'paginate' | 'levels' | 'class' | 'color' | 'image' | 'transition' | 'flag' | 'choice' | 'markdown' | 'css' | 'text'

export interface Directive {
  readonly name: string
  /** Global ones hold for the deck, local ones from their slide on (or, with `_`, on their slide only). */
  readonly scope: 'global' | 'local'
  readonly provider: Provider
  readonly kind: ValueKind
  /** The values that can be listed; `class` and `size` depend on the theme as well. */
  readonly values: readonly KnownValue[]
  /** What holds without it. */
  readonly default: string
  /** One line, beside the name in a list. */
  readonly brief: string
  /** Only `marp` is: everything else works in comments too. */
  readonly frontMatterOnly?: boolean
  /** Marp takes a list where others would ignore it. */
  readonly takesList?: boolean
  readonly link: string
}

export interface KnownValue {
  readonly value: string
  readonly docs: string
}

const marpit = (anchor: string): string => `https://marpit.marp.app/directives?id=${anchor}`
const core = 'https://github.com/marp-team/marp-core#readme'
const metadata = 'https://github.com/marp-team/marp-cli#metadata'
const transitionDocs = 'https://github.com/marp-team/marp-cli/blob/main/docs/bespoke-transitions/README.md'

const none: readonly KnownValue[] = []

export const directives: readonly Directive[] = [
  {
    name: 'marp', scope: 'global', provider: 'Marp for VS Code', kind: 'flag', frontMatterOnly: true, default: 'not a deck',
    brief: 'Makes this Markdown file a slide deck',
    values: [{ value: 'true', docs: 'This file is a Marp deck.' }],
    link: 'https://github.com/marp-team/marp-vscode#usage',
  },
  {
    name: 'theme', scope: 'global', provider: 'Marpit', kind: 'theme', default: '`default`', brief: 'The theme of the deck',
    values: themes.map(({ name, docs }) => ({ value: name, docs })), link: marpit('theme'),
  },
  {
    name: 'size', scope: 'global', provider: 'Marp Core', kind: 'size', default: 'the size of the theme (1280 × 720)',
    brief: 'The size of the slides, by the theme’s name for it', values: none, link: core,
  },
  {
    name: 'paginate', scope: 'local', provider: 'Marpit', kind: 'paginate', default: '`false`', brief: 'Page numbers',
    values: [
      { value: 'true', docs: 'Show the page number.' },
      { value: 'false', docs: 'Hide it; the slide still counts.' },
      { value: 'hold', docs: 'Show the number of the slide before: this one does not count.' },
      { value: 'skip', docs: 'Hide the number, and do not count this slide.' },
    ],
    link: marpit('pagination'),
  },
  { name: 'header', scope: 'local', provider: 'Marpit', kind: 'markdown', default: 'none', brief: 'Text at the top of the slides', values: none, link: marpit('header-and-footer') },
  { name: 'footer', scope: 'local', provider: 'Marpit', kind: 'markdown', default: 'none', brief: 'Text at the bottom of the slides', values: none, link: marpit('header-and-footer') },
  { name: 'class', scope: 'local', provider: 'Marpit', kind: 'class', takesList: true, default: 'none', brief: 'Classes of the theme, or of your own style', values: none, link: marpit('class') },
  { name: 'style', scope: 'global', provider: 'Marpit', kind: 'css', default: 'none', brief: 'CSS that tweaks the theme', values: none, link: marpit('tweak-theme-style') },
  {
    name: 'headingDivider', scope: 'global', provider: 'Marpit', kind: 'levels', takesList: true, default: 'off',
    brief: 'Start a new slide at headings of these levels',
    values: [
      ...[1, 2, 3, 4, 5, 6].map(level => ({
        value: String(level), docs: level === 1 ? 'A new slide at each first-level heading.' : `A new slide at each heading of level 1 to ${level}.`,
      })),
      { value: 'false', docs: 'Only rulers start slides.' },
    ],
    link: marpit('heading-divider'),
  },
  { name: 'lang', scope: 'global', provider: 'Marpit', kind: 'text', default: 'none; Marp CLI takes the system’s', brief: 'The language of the deck', values: none, link: marpit('global-directives') },
  {
    name: 'math', scope: 'global', provider: 'Marp Core', kind: 'math', default: '`mathjax`', brief: 'Which library typesets formulas',
    values: [
      { value: 'mathjax', docs: 'Complete and the same everywhere; the default.' },
      { value: 'katex', docs: 'Faster, with a smaller vocabulary.' },
    ],
    link: core,
  },
  { name: 'color', scope: 'local', provider: 'Marpit', kind: 'color', default: 'the theme’s', brief: 'Colour of the text', values: none, link: marpit('backgrounds') },
  { name: 'backgroundColor', scope: 'local', provider: 'Marpit', kind: 'color', default: 'the theme’s', brief: 'Colour of the background', values: none, link: marpit('backgrounds') },
  {
    name: 'backgroundImage', scope: 'local', provider: 'Marpit', kind: 'image', default: 'none', brief: 'Image or gradient behind the slide',
    values: [{ value: 'none', docs: 'No image, also where the theme has one.' }], link: marpit('backgrounds'),
  },
  {
    name: 'backgroundPosition', scope: 'local', provider: 'Marpit', kind: 'choice', default: '`center`', brief: 'Where the background image sits',
    values: ['center', 'top', 'bottom', 'left', 'right', 'top left', 'top right', 'bottom left', 'bottom right']
      .map(value => ({ value, docs: value === 'center' ? 'In the middle; the default.' : `At the ${value}.` })),
    link: marpit('backgrounds'),
  },
  {
    name: 'backgroundRepeat', scope: 'local', provider: 'Marpit', kind: 'choice', default: '`no-repeat`', brief: 'Whether the background image repeats',
    values: [
      { value: 'no-repeat', docs: 'Once; the default.' },
      { value: 'repeat', docs: 'Tiled in both directions.' },
      { value: 'repeat-x', docs: 'In a row.' },
      { value: 'repeat-y', docs: 'In a column.' },
      { value: 'round', docs: 'Tiled, stretched so that whole tiles fit.' },
      { value: 'space', docs: 'Tiled, with gaps so that whole tiles fit.' },
    ],
    link: marpit('backgrounds'),
  },
  {
    name: 'backgroundSize', scope: 'local', provider: 'Marpit', kind: 'choice', default: '`cover`', brief: 'How large the background image is',
    values: [
      { value: 'cover', docs: 'Fills the slide, cut where it does not fit; the default.' },
      { value: 'contain', docs: 'As large as fits without cutting.' },
      { value: 'auto', docs: 'Its own size.' },
    ],
    link: marpit('backgrounds'),
  },
  {
    name: 'transition', scope: 'local', provider: 'Marp CLI', kind: 'transition', default: 'none', brief: 'How the slide leaves, in exported HTML',
    values: [{ value: 'none', docs: 'No transition.' }, ...transitions.map(value => ({ value, docs: `The \`${value}\` transition of Marp CLI.` }))],
    link: transitionDocs,
  },
  { name: 'title', scope: 'global', provider: 'Marp CLI', kind: 'text', default: 'the first heading of the highest level', brief: 'Title of the exported document', values: none, link: metadata },
  { name: 'description', scope: 'global', provider: 'Marp CLI', kind: 'text', default: 'none', brief: 'Description of the exported document', values: none, link: metadata },
  { name: 'author', scope: 'global', provider: 'Marp CLI', kind: 'text', default: 'none', brief: 'Author of the exported document', values: none, link: metadata },
  { name: 'keywords', scope: 'global', provider: 'Marp CLI', kind: 'text', takesList: true, default: 'none', brief: 'Keywords of the exported document', values: none, link: metadata },
  { name: 'url', scope: 'global', provider: 'Marp CLI', kind: 'text', default: 'none', brief: 'Where the exported HTML will live', values: none, link: metadata },
  { name: 'image', scope: 'global', provider: 'Marp CLI', kind: 'text', default: 'none', brief: 'Picture for link previews of the exported HTML', values: none, link: metadata },
]

const byName: ReadonlyMap<string, Directive> = new Map(directives.map(directive => [directive.name, directive]))

export const directiveNamed = (name: string): Directive | undefined => byName.get(name)

/** Which directive a key means to Marp: its name, or `_` and the name of a local one. */
export const directiveOfKey = (key: string): Directive | undefined => {
  const plain = byName.get(key)
  if (plain || !key.startsWith('_')) return plain
  const local = byName.get(key.slice(1))
  return local?.scope === 'local' ? local : undefined
}

/** Obsolete: Marpit's early `$` prefix, which Marp ignores since marp-core 0.15.1. */
export const dollarNames: readonly string[] = ['theme', 'style', 'headingDivider', 'size']

// Marp quotes the values of Marpit's own directives; in front matter also those that Marp CLI registers, but never
// `size` and `math`, which Marp Core hides from the list (size.ts and math.ts define them as not enumerable).
const looseIn = (...providers: readonly Provider[]): LineMatcher =>
  lineMatcher(directives.filter(directive => providers.includes(directive.provider)).map(directive => directive.name))

/** The lines that Marp CLI quotes in front matter. */
export const frontMatterLine = looseIn('Marpit', 'Marp CLI')
/** The lines that Marp quotes in comments, and in front matter wherever Marp CLI is not at work. */
export const commentLine = looseIn('Marpit')
