// How decks are drawn here: Marp CLI's configuration beside a deck or further up, and what VS Code's settings say. All of it is read as
// data. A configuration that is a program is looked through for what stands there plainly, and is never run.
import type { MarpSettings } from '../core/service'
import { joined } from './named'

export interface MarpHost {
  /** Null where there is no such file. */
  read(path: string): Promise<string | null>
  names(folder: string): Promise<readonly string[]>
}

/** What a person or a project says; what is left out nobody said. */
export interface MarpSaid {
  readonly math?: MarpSettings['math']
  readonly html?: NonNullable<MarpSettings['html']>
  /** Only these elements, with these attributes; `html` is then `all`, for nobody but Marp reads the list. */
  readonly allowed?: Readonly<Record<string, unknown>>
  /** Files, folders or patterns of CSS. */
  readonly themes?: readonly string[]
  /** The theme of all decks, whatever they say: its name, or its file. */
  readonly theme?: string
  readonly ownEngine?: true
  /** Not all of it could be understood. */
  readonly vague?: true
}

/** As cosmiconfig looks for them, in this order. */
const names = ['package.json', '.marprc', '.marprc.json', '.marprc.yaml', '.marprc.yml', '.marprc.js', '.marprc.ts', '.marprc.cjs', '.marprc.mjs', 'marp.config.js', 'marp.config.ts', 'marp.config.cjs', 'marp.config.mjs'] as const

/** All that is known of how a deck is drawn: what its problems are judged by, and what else it takes to draw it. */
export interface MarpDrawing {
  readonly settings: MarpSettings
  readonly allowed?: MarpSaid['allowed']
  /** The theme's name, which goes before the deck's own. */
  readonly theme?: string
  readonly themes: readonly ThemeFile[]
  /** Entries that lead to no CSS that could be read. */
  readonly lost: readonly string[]
  /** The configuration's file, where there is one. */
  readonly file?: string
}

export interface ThemeFile {
  readonly path: string
  readonly css: string
}

/**
 * `folder` and `saidFrom`, which paths in `said` count from, are absolute, with slashes, also at the end; `document` is the path of the
 * one that they are for, which may be a theme.
 */
export async function marpDrawing(folder: string, mode: MarpSettings['mode'], host: MarpHost, said: MarpSaid = {}, saidFrom: string = folder, document?: string): Promise<MarpDrawing> {
  const found = await configuration(folder, host)
  const themes: ThemeFile[] = []
  const own = { registered: false }
  // What is said of the document itself is in its text, which may be another by now.
  const others: MarpHost = { ...host, read: async path => path === document ? (own.registered = true, null) : host.read(path) }
  const lost: string[] = []
  for (const [from, entries] of [[found?.folder ?? folder, found?.said.themes ?? []], [saidFrom, said.themes ?? []]] as const) {
    for (const entry of entries.slice(0, most)) {
      const files = await themeFiles(joinedTo(from, entry), others)
      if (files) themes.push(...files)
      else if (joinedTo(from, entry) !== document) lost.push(entry)
    }
  }
  const html = said.html ?? found?.said.html
  const allowed = said.html ? undefined : found?.said.allowed
  const theme = found?.said.theme
  const file = theme?.endsWith('.css') ? themes.find(({ path }) => path === joinedTo(found!.folder, theme)) : undefined
  const name = file ? nameIn(file.css) : theme?.endsWith('.css') ? undefined : theme
  return {
    settings: {
      mode, math: said.math ?? found?.said.math ?? 'mathjax', ...html && { html }, themes: themes.map(({ css }) => css),
      themesKnown: lost.length === 0 && (themes.length > 0 || own.registered) && !found?.said.vague, ownEngine: found?.said.ownEngine ?? false, ...own.registered && { isTheme: true } as const,
    },
    ...allowed && { allowed }, ...name !== undefined && { theme: name }, themes, lost, ...found && { file: found.file },
  }
}

/** As marpit reads it, in a comment. */
const nameIn = (css: string): string | undefined => /\/\*[^*]*@theme\s+([^\s*]+)/.exec(css)?.[1]

const most = 100

async function configuration(folder: string, { read }: MarpHost): Promise<{ readonly folder: string; readonly file: string; readonly said: MarpSaid } | null> {
  let here = folder
  for (let up = 0; up < 30 && here !== ''; up++) {
    for (const name of names) {
      const text = await read(here + name)
      const said = text === null ? null : await readConfiguration(name, text)
      if (said) return { folder: here, file: here + name, said }
    }
    here = here.replace(/[^/]*\/$/, '')
  }
  return null
}

export async function readConfiguration(name: string, text: string): Promise<MarpSaid | null> {
  if (text.length > 1_000_000) return null
  if (/\.[cm]?[jt]s$/.test(name)) return fromProgram(text)
  try {
    if (name === 'package.json') return text.includes('"marp"') ? fromData((JSON.parse(text) as { readonly marp?: unknown }).marp) : null
    return fromData(name.endsWith('.json') ? JSON.parse(text) : (await import('yaml')).parse(text, { logLevel: 'silent' }))
  } catch {
    // What cannot be read stops Marp CLI; here it only tells nothing.
    return { vague: true }
  }
}

function fromData(data: unknown): MarpSaid | null {
  if (!isRecord(data)) return null
  const { themeSet, theme, html, engine, options } = data
  const math = isRecord(options) ? options['math'] : undefined
  const themes = [...Array.isArray(themeSet) ? themeSet : [themeSet], ...typeof theme === 'string' && theme.endsWith('.css') ? [theme] : []].filter(entry => typeof entry === 'string')
  return {
    ...themes.length && { themes }, ...typeof theme === 'string' && { theme },
    ...typeof html === 'boolean' && { html: html ? 'all' : 'off' } as const, ...isRecord(html) && { html: 'all', allowed: html } as const,
    ...mathOf(math), ...engine !== undefined && { ownEngine: true } as const,
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

const mathOf = (given: unknown): Pick<MarpSaid, 'math'> =>
  given === false || given === 'off' ? { math: 'off' } : given === 'katex' || given === 'mathjax' ? { math: given } : {}

/** Strings and booleans that stand behind their names. */
function fromProgram(text: string): MarpSaid {
  const plain = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const [, list = ''] = /\bthemeSet\s*:\s*(\[[^\]]*\]|(["'`])[^"'`]*\2)/.exec(plain) ?? []
  const listed = [...list.matchAll(/(["'`])([^"'`$]+)\1/g)].map(([, , entry = '']) => entry)
  const html = /\bhtml\s*:\s*(true|false)\b/.exec(plain)?.[1]
  const theme = /\btheme\s*:\s*(["'`])([^"'`$]+)\1/.exec(plain)?.[2]
  const math = /\bmath\s*:\s*(?:(false)|(["'])(katex|mathjax)\2)/.exec(plain)
  const themes = [...listed, ...theme?.endsWith('.css') ? [theme] : []]
  return {
    ...themes.length && { themes }, ...theme !== undefined && { theme }, ...html && { html: html === 'true' ? 'all' : 'off' } as const, ...mathOf(math ? math[3] ?? false : undefined),
    ...(/\bengine\b\s*[:,(]/.test(plain) && { ownEngine: true } as const), vague: true,
  }
}

/** Null where it cannot be known what is there: an address of the net, a pattern of many folders, a file that is not. */
async function themeFiles(path: string, { read, names: list }: MarpHost): Promise<readonly ThemeFile[] | null> {
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(path)) return null
  const pattern = /^(.*\/)\*(?:\.css)?$/.exec(path)
  const folder = pattern?.[1] ?? (path.endsWith('.css') ? undefined : `${path.replace(/\/$/, '')}/`)
  if (folder === undefined) {
    const css = await read(path)
    return css === null ? null : [{ path, css }]
  }
  if (/[*?[{]/.test(folder)) return null
  const files = (await list(folder)).filter(name => name.endsWith('.css')).slice(0, most)
  const texts = await Promise.all(files.map(name => read(folder + name)))
  return texts.length ? texts.flatMap((css, index) => css === null ? [] : [{ path: folder + files[index]!, css }]) : null
}

const joinedTo = (folder: string, path: string): string =>
  /^(?:\/|[a-z]:[\\/])/i.test(path) ? path.replaceAll('\\', '/') : /^[a-z][a-z\d+.-]+:\/\//i.test(path) ? path : joined(folder, path)
