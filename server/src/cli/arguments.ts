// The command line: what a person asked for, or what to tell them about how to ask.
import { parseArgs } from 'node:util'
import type { FormatName } from './formats/format'
import { formatNames, isFormat } from './formats/format'
import { defaultSettings, isVersion, type Settings } from '../core/service'
import type { Formatting } from './formatter'
import type { Search } from './files'

export type Asked =
  | LintAsked
  | { readonly command: 'rules'; readonly format: 'text' | 'json' }
  | { readonly command: 'format'; readonly formatting: Formatting; readonly settings: Settings; readonly search: Search; readonly paths: readonly string[] }
  | { readonly command: 'explain'; readonly path: string }
  | { readonly command: 'picture'; readonly path: string; readonly format: 'svg' | 'mermaid' | 'markdown'; readonly output?: string }
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'misuse'; readonly message: string }

export interface LintAsked {
  readonly command: 'lint'
  readonly paths: readonly string[]
  readonly search: Search
  /** The revision that files must have changed since. */
  readonly since?: string
  readonly settings: Settings
  /** The version was named here, and wins over what a team has configured. */
  readonly pinned: boolean
  /** What was said of codes and families, in this order. */
  readonly rules: readonly (readonly [code: string, level: string])[]
  readonly fix: 'no' | 'write' | 'show'
  /** Draw decks in a browser, and say what is cut off. */
  readonly render: boolean
  readonly stdinFilename?: string
  readonly format: FormatName
  readonly output?: string
  readonly quiet: boolean
  readonly maxWarnings: number
}

/** One row an option: what it takes, and which commands know it. */
const options = {
  format: { type: 'string', of: ['lint', 'picture'] },
  output: { type: 'string', of: ['lint', 'picture'] },
  quiet: { type: 'boolean', of: ['lint'] },
  rule: { type: 'string', multiple: true, of: ['lint'] },
  'max-warnings': { type: 'string', of: ['lint'] },
  since: { type: 'string', of: ['lint'] },
  fix: { type: 'boolean', of: ['lint'] },
  'fix-dry-run': { type: 'boolean', of: ['lint'] },
  render: { type: 'boolean', of: ['lint'] },
  'stdin-filename': { type: 'string', of: ['lint'] },
  'list-rules': { type: 'boolean', of: ['lint'] },
  libvirt: { type: 'string', of: ['lint', 'format'] },
  schemas: { type: 'string', of: ['lint', 'format'] },
  'no-gitignore': { type: 'boolean', of: ['lint', 'format'] },
  check: { type: 'boolean', of: ['format'] },
  order: { type: 'boolean', of: ['format'] },
  indent: { type: 'string', of: ['format'] },
  cards: { type: 'boolean', of: ['explain'] },
  help: { type: 'boolean', short: 'h', of: ['lint', 'format', 'explain', 'picture'] },
  version: { type: 'boolean', of: ['lint', 'format', 'explain', 'picture'] },
} as const

type Values = ReturnType<typeof parsed>['values']

const parsed = (args: readonly string[]) => parseArgs({ args: [...args], allowPositionals: true, options })

export const readArguments = (args: readonly string[]): Asked => {
  try {
    return asked(args)
  } catch (error) {
    // Node's message goes on to explain how a file may begin with a dash; the first sentence is enough.
    return misuse((error instanceof Error ? error.message : String(error)).split('. ')[0] ?? '')
  }
}

const asked = (args: readonly string[]): Asked => {
  const { values, positionals: [command, ...paths] } = parsed(args)
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  if (command === undefined) return misuse('say what to do: lint, format, explain or picture')
  if (command !== 'lint' && command !== 'format' && command !== 'explain' && command !== 'picture') return misuse(`there is no command ${JSON.stringify(command)}: did you mean lint ${JSON.stringify(command)}?`)
  const stray = (Object.keys(values) as (keyof Values)[]).find(name => !(options[name].of as readonly string[]).includes(command))
  if (stray !== undefined) return misuse(options[stray].of.length === 1 ? `--${stray} belongs to virtdeck ${options[stray].of[0]}` : `--${stray} does not go with ${command}`)
  if (command === 'explain') return explained(paths, values.cards ?? false)
  if (command === 'picture') return pictured(values, paths)
  if (values['list-rules']) return listed(values, paths)
  const settings = settingsOf(values)
  if (typeof settings === 'string') return misuse(settings)
  if (paths.length === 0 && values.since === undefined) return misuse(`name a file or a directory to ${command}, or - for standard input`)
  const search = { gitignore: !values['no-gitignore'] }
  if (command === 'lint') return linted(values, { settings, search, paths: paths.length ? paths : ['.'] })
  const indent = indentOf(values.indent ?? '2')
  if (indent === null) return misuse(`--indent ${JSON.stringify(values.indent)} is no measure: give a number from 1 to 8, or tab`)
  return { command, formatting: { check: values.check ?? false, indent }, settings, search, paths }
}

function settingsOf(values: Values): Settings | string {
  const { schemas = defaultSettings.libvirt.schemas } = values
  // Schemas are named to be judged by.
  const version = values.libvirt ?? (schemas === '' ? defaultSettings.libvirt.version : 'host')
  if (!isVersion(version)) return `${JSON.stringify(version)} is no version of libvirt: choose latest, host, or one such as 12.8.0`
  if (values.schemas === '') return '--schemas wants a folder'
  if (schemas !== '' && version !== 'host') return `--schemas goes with --libvirt host, not with ${version}: leave one of them out`
  return { ...defaultSettings, libvirt: { version, schemas }, format: { order: values.order ?? false } }
}

function linted(values: Values, common: Pick<LintAsked, 'settings' | 'search' | 'paths'>): Asked {
  const { format = 'text', output, since, quiet = false, fix, 'stdin-filename': stdinFilename, 'max-warnings': most } = values
  if (!isFormat(format)) return misuse(`there is no format ${JSON.stringify(format)}: choose ${formatNames.slice(0, -1).join(', ')} or ${formatNames.at(-1)!}`)
  if (output === '') return misuse('--output wants a file')
  if (most !== undefined && !/^\d{1,9}$/.test(most)) return misuse(`--max-warnings ${JSON.stringify(most)} is no number`)
  if (fix && values['fix-dry-run']) return misuse('--fix writes and --fix-dry-run does not: leave one of them out')
  if (since === '') return misuse('--since wants a revision, such as origin/main')
  const rules = (values.rule ?? []).map(given => /^\s*([^=]*?)\s*=\s*(.*?)\s*$/.exec(given)?.slice(1) ?? [given])
  const bad = rules.find(([code, level]) => !code || !level || !levels.includes(level))
  if (bad) return misuse(`--rule ${JSON.stringify(bad.join('='))} says too little: write CODE=LEVEL, with ${levels.slice(0, -1).join(', ')} or ${levels.at(-1)!}`)
  return {
    command: 'lint', ...common, format, quiet, render: values.render ?? false,
    pinned: values.libvirt !== undefined || values.schemas !== undefined,
    rules: rules as unknown as LintAsked['rules'],
    fix: fix ? 'write' : values['fix-dry-run'] ? 'show' : 'no',
    maxWarnings: most === undefined ? Infinity : Number(most),
    ...output !== undefined && { output }, ...since !== undefined && { since }, ...stdinFilename !== undefined && { stdinFilename },
  }
}

const levels: readonly string[] = ['error', 'warning', 'information', 'hint', 'off']

function listed({ format = 'text' }: Values, paths: readonly string[]): Asked {
  if (paths.length) return misuse('--list-rules takes no files')
  return format === 'text' || format === 'json' ? { command: 'rules', format } : misuse(`rules are listed as text or json, not as ${format}`)
}

const indentOf = (given: string): string | null => given === 'tab' ? '\t' : /^[1-8]$/.test(given) ? ' '.repeat(Number(given)) : null

function explained(paths: readonly string[], cards: boolean): Asked {
  if (cards) return paths.length ? misuse('--cards lists the cards: leave the path out') : { command: 'explain', path: 'card:' }
  const [path, ...more] = paths
  if (path === undefined || path.trim() === '') return misuse('name what to explain, such as devices/disk/driver@cache')
  return more.length ? misuse(`explain takes one path, not ${paths.length}`) : { command: 'explain', path }
}

function pictured({ format = 'svg', output }: Values, [path, ...more]: readonly string[]): Asked {
  if (path === undefined) return misuse('name the file of a domain to draw, or - for standard input')
  if (more.length) return misuse(`picture draws one file, not ${more.length + 1}`)
  if (format !== 'svg' && format !== 'mermaid' && format !== 'markdown') return misuse(`there is no picture in the format ${JSON.stringify(format)}: choose svg, mermaid or markdown`)
  if (output === '') return misuse('--output wants a file')
  return { command: 'picture', path, format, ...output !== undefined && { output } }
}

const misuse = (message: string): Asked => ({ command: 'misuse', message })
