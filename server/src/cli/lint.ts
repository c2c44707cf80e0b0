// One file: its bytes in, its kind and problems out, and the text that its plain fixes leave where that is wanted.
import { extname } from 'node:path'
import type { PathConfigs } from '../configured/configs.node'
import { languages, rulesOf } from '../core/languages'
import { lint as linted, lintFixes, together, withTarget, type Resolved } from '../core/lint/index'
import type { Fix, Problem } from '../core/model'
import type { Document, Installed, Language, RuleInfo, Settings } from '../core/service'
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
}

export interface Linted extends Result {
  /** Why its fixes could not be taken. */
  readonly unmended?: string
}

/** Null when the configuration leaves the file out. `name`: what it is called where that is not its path. */
export async function lint(path: string, bytes: Uint8Array, linting: Linting, name = path): Promise<Linted | null> {
  const config = together(await linting.configs.resolvedFor(name), linting.decided)
  if (config.ignored) return null
  const decoded = decode(bytes)
  const first = await judge(name, decoded.text, decoded.broken, config, linting)
  if (!first) return { path, text: '', kind: null, problems: [] }
  const last = linting.mend && decoded.broken === undefined ? await mended(first, text => judge(name, text, undefined, config, linting)) : first
  const written = last === first ? undefined : encodeLike(bytes, decoded, last.text)
  if (written === null) return { ...resultOf(path, first, linting), unmended: `what was to be mended cannot be written in ${decoded.encoding}: save it as UTF-8` }
  return { ...resultOf(path, last, linting), ...written && { mended: { before: first.text, after: last.text, bytes: written } } }
}

function resultOf(path: string, { text, document, problems, fixesOf }: Judged, { fixes }: Linting): Result {
  const { kind, target } = document
  return { path, text: problems.length ? text : '', kind, ...target && { target }, problems, ...fixes && problems.length && { fixes: problems.map(fixesOf) } }
}

/** Null when the file is not ours. */
async function judge(name: string, text: string, broken: number | undefined, config: Resolved, { settings, installed }: Linting): Promise<Judged | null> {
  const language = languageOf(name, text)
  const document = await language?.open(text, withTarget(settings, config), installed)
  if (!language || !document || document.kind === null) return null
  // In what is no text every other problem would only be an echo of this one.
  const problems = broken === undefined ? linted({ text, document, config, rules: await rulesFor(text) }) : [notText(language, broken)]
  return { text, document, problems, fixesOf: problem => fixesFor(document, problem) }
}

/** All the codes that there are; few texts name any. */
const rulesFor = async (text: string): Promise<readonly RuleInfo[]> => text.includes('virtdeck-') ? rulesOf() : []

const fixesFor = (document: Document, problem: Problem): readonly Fix[] => [...document.fixes(problem), ...lintFixes(problem)]

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
