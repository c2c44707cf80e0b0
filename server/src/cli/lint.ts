// One file: its bytes in, its kind and problems out, and the text that its plain fixes leave where that is wanted.
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import type { PathConfigs } from '../configured/configs.node'
import { marpDrawing, type MarpDrawing } from '../configured/marp'
import { lostFiles, type Looking } from '../configured/named'
import { languages, rulesOf } from '../core/languages'
import { lint as linted, lintFixes, together, withTarget, type Resolved } from '../core/lint/index'
import type { Fact, Problem } from '../core/model'
import type { Document, Installed, Language, Settings } from '../core/service'
import { linesOf } from '../core/text/lines'
import { decode, encodeLike } from './decode'
import { mended, type Judged } from './fix'
import type { Result } from './result'

export interface Linting {
  readonly settings: Settings
  readonly installed: Installed
  readonly configs: PathConfigs
  /** What the command line decides; it wins over the configuration. */
  readonly decided: Resolved
  /** Mend what has a plain fix. */
  readonly mend: boolean
  /** Say how each problem may be mended. */
  readonly fixes: boolean
  /** The browser that decks are drawn in, where they are to be. */
  readonly chromium?: string
}

/** What is asked about one file. */
export interface Asked {
  readonly path: string
  readonly bytes: Uint8Array
  /** What it is called where that is not its path. */
  readonly name?: string
  /** What other files say of it, where all are known. */
  readonly across?: readonly Problem[]
}

export interface Linted extends Result {
  /** What other files may bear on. */
  readonly facts: readonly Fact[]
  /** It has comments that suppress problems: whether they do may hang on other files. */
  readonly remarked: boolean
  /** Why its fixes could not be taken. */
  readonly unmended?: string
}

/** Null when the configuration leaves the file out. */
export async function lint({ path, bytes, name = path, across }: Asked, linting: Linting): Promise<Linted | null> {
  const config = together(await linting.configs.resolvedFor(name), linting.decided)
  if (config.ignored) return null
  const decoded = decode(bytes)
  const judging = { name, config, across, linting }
  const first = await judge(decoded.text, judging, decoded.broken)
  if (!first) return { path, text: '', kind: null, problems: [], facts: [], remarked: false }
  const last = linting.mend && decoded.broken === undefined ? await mended(first, text => judge(text, judging)) : first
  const written = last === first ? undefined : encodeLike(bytes, decoded, last.text)
  if (written === null) return { ...resultOf(path, first, linting), unmended: `what was to be mended cannot be written in ${decoded.encoding}: save it as UTF-8` }
  return { ...resultOf(path, last, linting), ...written && { mended: { before: first.text, after: last.text, bytes: written } } }
}

function resultOf(path: string, { text, document, problems, fixesOf }: Judged, { fixes }: Linting): Linted {
  const { kind, target } = document
  return {
    path, text: problems.length ? text : '', kind, ...target && { target }, problems, ...fixes && problems.length && { fixes: problems.map(fixesOf) },
    facts: document.facts(linesOf(text)), remarked: isRemarked(text),
  }
}

/** What a file says to others, of one that nothing else is asked about. */
export async function factsOf({ path, bytes, name = path }: Asked, { settings, installed, configs, decided }: Linting): Promise<readonly Fact[]> {
  const config = together(await configs.resolvedFor(name), decided)
  const { text } = decode(bytes)
  const document = config.ignored ? undefined : await languageOf(name, text)?.open(text, withTarget(settings, config), installed)
  return document?.facts(linesOf(text)) ?? []
}

interface Judging {
  readonly name: string
  readonly config: Resolved
  readonly across: readonly Problem[] | undefined
  readonly linting: Linting
}

/** Null when the file is not ours. `broken`: where it is no text. */
async function judge(text: string, { name, config, across, linting: { settings, installed, chromium } }: Judging, broken?: number): Promise<Judged | null> {
  const language = languageOf(name, text)
  const target = withTarget(settings, config)
  const drawing = language?.id === 'marp' ? await marpFor(name) : undefined
  const judging = drawing ? { ...target, marp: drawing.settings } : target
  const document = await language?.open(text, judging, installed)
  if (!language || !document || document.kind === null) return null
  // In what is no text every other problem would only be an echo of this one.
  const folder = dirname(resolve(name)).replaceAll('\\', '/')
  const lost = broken === undefined && document.files ? await lostFiles(document, `${folder}/`, looking) : []
  const seen = broken === undefined && drawing && chromium !== undefined ? await drawn(text, folder, drawing, judging, chromium) : null
  const problems = broken === undefined ? linted({ text, document: seen ? withoutEstimate(document) : document, config, lost: [...lost, ...seen ?? []], rules: isRemarked(text) ? await rulesOf() : [], ...across && { across } }) : [notText(language, broken)]
  return { text, document, problems, fixesOf: problem => [...document.fixes(problem), ...lintFixes(problem)] }
}

/** What is cut off of a deck that a browser has drawn. */
async function drawn(text: string, folder: string, drawing: MarpDrawing, settings: Settings, chromium: string): Promise<readonly Problem[]> {
  const [{ cutOff }, { pictured }] = await Promise.all([import('./rendered'), import('../core/pictured')])
  const machines = await pictured(text, path => readFile(resolve(folder, path), 'utf8').catch(() => null), settings)
  const found = await cutOff(text, machines, folder, drawing, chromium)
  return typeof found === 'string' ? [{ code: 'marp/overflow', level: 'information', span: { start: 0, end: 0 }, message: `The deck was not drawn: ${found}` }] : found
}

const withoutEstimate = (document: Document): Document => ({ ...document, problems: () => document.problems().filter(({ code }) => code !== 'marp/overflow') })

/** How the decks of each folder are drawn. */
const marpByFolder = new Map<string, Promise<MarpDrawing>>()

function marpFor(name: string): Promise<MarpDrawing> {
  const path = resolve(name).replaceAll('\\', '/')
  const folder = `${dirname(path)}/`
  // A theme's file is judged beside the others.
  if (extname(path) === '.css') return marpDrawing(folder, 'full', looking, {}, folder, path)
  const known = marpByFolder.get(folder) ?? marpDrawing(folder, 'full', looking)
  marpByFolder.set(folder, known)
  return known
}

const looking: Looking = {
  isFile: path => stat(path).then(found => found.isFile(), () => false),
  names: folder => readdir(folder).catch(() => []),
  read: path => readFile(path, 'utf8').catch(() => null),
}

/** Few texts have such comments, and only for them must all codes be known. */
const isRemarked = (text: string): boolean => text.includes('virtdeck-')

/** By the extension; without one of ours (standard input, `vm.txt`) by the first character. */
export const languageOf = (path: string, text: string): Language | undefined => {
  const byExtension = (extension: string): Language | undefined => languages.find(({ extensions }) => extensions.includes(extension))
  return byExtension(extname(path).toLowerCase()) ?? byExtension(/^\s*</.test(text) ? '.xml' : '.md')
}

const notText = (language: Language, offset: number): Problem => ({
  code: language.id === 'marp' ? 'marp/not-text' : 'xml/not-text',
  level: 'error',
  span: { start: offset, end: offset + 1 },
  message: 'This byte is not text: the file is neither UTF-8 nor in an encoding that it declares. Save it as UTF-8.',
})
