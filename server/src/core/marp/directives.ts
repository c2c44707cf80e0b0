// The table of directives: what each is called, who provides it, where it may stand and what it takes.
// Completion, hover and the rules read it; what is said of each stands in `docs/directives.yaml`.
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
  readonly values: readonly string[]
  /** Only `marp` is: everything else works in comments too. */
  readonly frontMatterOnly?: boolean
  /** Marp takes a list where others would ignore it. */
  readonly takesList?: boolean
}

const none: readonly string[] = []

export const directives: readonly Directive[] = [
  { name: 'marp', scope: 'global', provider: 'Marp for VS Code', kind: 'flag', frontMatterOnly: true, values: ['true'] },
  { name: 'theme', scope: 'global', provider: 'Marpit', kind: 'theme', values: themes.map(({ name }) => name) },
  { name: 'size', scope: 'global', provider: 'Marp Core', kind: 'size', values: none },
  { name: 'paginate', scope: 'local', provider: 'Marpit', kind: 'paginate', values: ['true', 'false', 'hold', 'skip'] },
  { name: 'header', scope: 'local', provider: 'Marpit', kind: 'markdown', values: none },
  { name: 'footer', scope: 'local', provider: 'Marpit', kind: 'markdown', values: none },
  { name: 'class', scope: 'local', provider: 'Marpit', kind: 'class', takesList: true, values: none },
  { name: 'style', scope: 'global', provider: 'Marpit', kind: 'css', values: none },
  { name: 'headingDivider', scope: 'global', provider: 'Marpit', kind: 'levels', takesList: true, values: ['1', '2', '3', '4', '5', '6', 'false'] },
  { name: 'lang', scope: 'global', provider: 'Marpit', kind: 'text', values: none },
  { name: 'math', scope: 'global', provider: 'Marp Core', kind: 'math', values: ['mathjax', 'katex'] },
  { name: 'color', scope: 'local', provider: 'Marpit', kind: 'color', values: none },
  { name: 'backgroundColor', scope: 'local', provider: 'Marpit', kind: 'color', values: none },
  { name: 'backgroundImage', scope: 'local', provider: 'Marpit', kind: 'image', values: ['none'] },
  {
    name: 'backgroundPosition', scope: 'local', provider: 'Marpit', kind: 'choice',
    values: ['center', 'top', 'bottom', 'left', 'right', 'top left', 'top right', 'bottom left', 'bottom right'],
  },
  { name: 'backgroundRepeat', scope: 'local', provider: 'Marpit', kind: 'choice', values: ['no-repeat', 'repeat', 'repeat-x', 'repeat-y', 'round', 'space'] },
  { name: 'backgroundSize', scope: 'local', provider: 'Marpit', kind: 'choice', values: ['cover', 'contain', 'auto'] },
  { name: 'transition', scope: 'local', provider: 'Marp CLI', kind: 'transition', values: ['none', ...transitions] },
  { name: 'title', scope: 'global', provider: 'Marp CLI', kind: 'text', values: none },
  { name: 'description', scope: 'global', provider: 'Marp CLI', kind: 'text', values: none },
  { name: 'author', scope: 'global', provider: 'Marp CLI', kind: 'text', values: none },
  { name: 'keywords', scope: 'global', provider: 'Marp CLI', kind: 'text', takesList: true, values: none },
  { name: 'url', scope: 'global', provider: 'Marp CLI', kind: 'text', values: none },
  { name: 'image', scope: 'global', provider: 'Marp CLI', kind: 'text', values: none },
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
