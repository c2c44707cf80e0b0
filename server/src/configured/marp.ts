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
  /** Files, folders or patterns of CSS. */
  readonly themes?: readonly string[]
  readonly ownEngine?: true
  /** Not all of it could be understood. */
  readonly vague?: true
}

/** As cosmiconfig looks for them, in this order. */
const names = ['package.json', '.marprc', '.marprc.json', '.marprc.yaml', '.marprc.yml', '.marprc.js', '.marprc.ts', '.marprc.cjs', '.marprc.mjs', 'marp.config.js', 'marp.config.ts', 'marp.config.cjs', 'marp.config.mjs'] as const

/** `folder` and `saidFrom`, which paths in `said` count from, are absolute, with slashes, also at the end; `document` is the path of the one that they are for, which may be a theme. */
export async function marpSettings(folder: string, mode: MarpSettings['mode'], host: MarpHost, said: MarpSaid = {}, saidFrom: string = folder, document?: string): Promise<MarpSettings> {
  const found = await configuration(folder, host)
  const themes: string[] = []
  let known = true
  const own = { registered: false }
  // What is said of the document itself is in its text, which may be another by now.
  const others: MarpHost = { ...host, read: async path => path === document ? (own.registered = true, null) : host.read(path) }
  for (const [from, entries] of [[found?.folder ?? folder, found?.said.themes ?? []], [saidFrom, said.themes ?? []]] as const) {
    for (const entry of entries.slice(0, most)) {
      const texts = await themeTexts(joinedTo(from, entry), others)
      if (texts) themes.push(...texts)
      else known &&= joinedTo(from, entry) === document
    }
  }
  const html = said.html ?? found?.said.html
  return {
    mode, math: said.math ?? found?.said.math ?? 'mathjax', ...html && { html }, themes,
    themesKnown: known && (themes.length > 0 || own.registered) && !found?.said.vague, ownEngine: found?.said.ownEngine ?? false, ...own.registered && { isTheme: true } as const,
  }
}

const most = 100

async function configuration(folder: string, { read }: MarpHost): Promise<{ readonly folder: string; readonly said: MarpSaid } | null> {
  let here = folder
  for (let up = 0; up < 30 && here !== ''; up++) {
    for (const name of names) {
      const text = await read(here + name)
      const said = text === null ? null : await readConfiguration(name, text)
      if (said) return { folder: here, said }
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
  if (typeof data !== 'object' || data === null) return null
  const { themeSet, theme, html, engine, options } = data as Readonly<Record<string, unknown>>
  const math = typeof options === 'object' && options !== null ? (options as Readonly<Record<string, unknown>>)['math'] : undefined
  const themes = [...Array.isArray(themeSet) ? themeSet : [themeSet], ...typeof theme === 'string' && theme.endsWith('.css') ? [theme] : []].filter(entry => typeof entry === 'string')
  return {
    ...themes.length && { themes }, ...typeof html === 'boolean' && { html: html ? 'all' : 'off' } as const, ...mathOf(math), ...engine !== undefined && { ownEngine: true } as const,
  }
}

const mathOf = (given: unknown): Pick<MarpSaid, 'math'> =>
  given === false || given === 'off' ? { math: 'off' } : given === 'katex' || given === 'mathjax' ? { math: given } : {}

/** Strings and booleans that stand behind their names. */
function fromProgram(text: string): MarpSaid {
  const plain = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const [, list = ''] = /\bthemeSet\s*:\s*(\[[^\]]*\]|(["'`])[^"'`]*\2)/.exec(plain) ?? []
  const themes = [...list.matchAll(/(["'`])([^"'`$]+)\1/g)].map(([, , entry = '']) => entry)
  const html = /\bhtml\s*:\s*(true|false)\b/.exec(plain)?.[1]
  const math = /\bmath\s*:\s*(?:(false)|(["'])(katex|mathjax)\2)/.exec(plain)
  return {
    ...themes.length && { themes }, ...html && { html: html === 'true' ? 'all' : 'off' } as const, ...mathOf(math ? math[3] ?? false : undefined),
    ...(/\bengine\b\s*[:,(]/.test(plain) && { ownEngine: true } as const), vague: true,
  }
}

/** Null where it cannot be known what is there: an address of the net, a pattern of many folders, a file that is not. */
async function themeTexts(path: string, { read, names: list }: MarpHost): Promise<readonly string[] | null> {
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(path)) return null
  const pattern = /^(.*\/)\*(?:\.css)?$/.exec(path)
  const folder = pattern?.[1] ?? (path.endsWith('.css') ? undefined : `${path.replace(/\/$/, '')}/`)
  if (folder === undefined) {
    const text = await read(path)
    return text === null ? null : [text]
  }
  if (/[*?[{]/.test(folder)) return null
  const files = (await list(folder)).filter(name => name.endsWith('.css')).slice(0, most)
  const texts = await Promise.all(files.map(name => read(folder + name)))
  return texts.length ? texts.filter(text => text !== null) : null
}

const joinedTo = (folder: string, path: string): string =>
  /^(?:\/|[a-z]:[\\/])/i.test(path) ? path.replaceAll('\\', '/') : /^[a-z][a-z\d+.-]+:\/\//i.test(path) ? path : joined(folder, path)
