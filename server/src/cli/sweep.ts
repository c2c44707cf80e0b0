// All files of a run: each is looked at alone, and a second time where the others bear on it.
import { statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { languages } from '../core/languages'
import { levelFor, together, type Resolved } from '../core/lint/index'
import type { Fact, Problem } from '../core/model'
import type { FileFacts } from '../core/service'
import type { LintAsked } from './arguments'
import { byCrew } from './crew'
import { decode } from './decode'
import { read, type Found } from './files'
import { slashed } from './formats/places'
import { factsOf, lint, type Linted, type Linting } from './lint'
import { standardInput, type Result } from './result'

export interface Sweep {
  readonly asked: LintAsked
  readonly linting: Linting
  /** The files are all that there are, so that what none defines is defined nowhere. */
  readonly whole: boolean
  /** The others are only read for what they say of these. */
  readonly only?: (path: string) => boolean
  /** A file is done. */
  readonly step: () => void
}

export interface Done extends Result {
  /** What it was read from: its path, unless it is standard input with a name. */
  readonly from: string
  /** Of standard input. */
  readonly bytes?: Uint8Array
  /** Why its fixes could not be taken. */
  readonly unmended?: string
}

export async function sweep(files: readonly Found[], options: Sweep): Promise<readonly Done[]> {
  const { asked, step } = options
  const looks = await byCrew({ files, asked, look: firstLook(options), step })
  const around = await aroundOf(looks.flatMap(({ facts }) => facts), options.whole)
  const done: Done[] = []
  const told = new Set<string>()
  for (const look of looks) {
    // A configuration decides about many.
    for (const one of look.done) if (one.kind !== 'configuration' || told.size < told.add(one.path).size) done.push(one)
    if (look.own) done.push(await secondLook(look.own, around, options))
  }
  return done
}

/** Plain data: it may come from another thread. */
interface Look {
  /** With what they say to others. */
  readonly facts: readonly FileFacts[]
  readonly done: readonly Done[]
  /** The others may bear on it. */
  readonly own?: { readonly name: string, readonly linted: Linted, readonly done: Done }
}

export function firstLook({ asked, linting, only }: Pick<Sweep, 'asked' | 'linting' | 'only'>): (found: Found) => Promise<Look> {
  return async found => {
    const from = found.path
    const name = from === standardInput ? asked.stdinFilename ?? from : from
    const wanted = from === standardInput || only?.(resolve(from)) !== false
    const source = read(found)
    if ('failure' in source) return { facts: [], done: wanted ? [{ path: name, from, text: '', kind: null, problems: [], failure: source.failure }] : [] }
    const file = slashed(name, process.cwd())
    if (!wanted) return { facts: [{ file, facts: await factsOf({ path: name, bytes: source.bytes }, linting) }], done: [] }
    const configs = await configResults(name, linting)
    const linted = await lint({ path: name, bytes: source.bytes }, linting)
    const stdin = from === standardInput && { bytes: source.bytes }
    if (!linted) return { facts: [], done: stdin ? [...configs, { path: name, from, text: '', kind: null, problems: [], ...stdin }] : configs }
    const { facts, remarked, ...result } = linted
    const done: Done = { ...result, from, ...stdin }
    return { facts: facts.length ? [{ file, facts }] : [], done: facts.length || remarked ? configs : [...configs, done], ...(facts.length || remarked) && { own: { name, linted, done } } }
  }
}

/** What is wrong with the configuration that decides about a file. */
async function configResults(name: string, { configs }: Linting): Promise<readonly Done[]> {
  const config = await configs.fileFor(name)
  if (!config?.problems.length) return []
  const path = relative('', fileURLToPath(config.uri))
  return [{ path, from: path, text: config.text, kind: 'configuration', problems: config.problems }]
}

type Around = (own: FileFacts) => readonly Problem[]

async function aroundOf(files: readonly FileFacts[], whole: boolean): Promise<Around> {
  const across = await Promise.all(languages.map(language => language.across?.(files)))
  const folder = `${process.cwd()}/`
  const missing = ({ kind, value }: Fact): boolean => kind === 'file' && value.startsWith(folder) && statSync(value, { throwIfNoEntry: false }) === undefined
  return own => across.flatMap(one => one ? [...one.problems(own), ...own.facts.filter(missing).map(one.missing)] : [])
    .filter(({ code }) => whole || !code.endsWith('-undefined'))
}

/**
 * Only where there is something to say. What others say is put between what is known, unless comments or fixes have a part in it:
 * then the text is judged once more.
 */
async function secondLook({ name, linted, done }: NonNullable<Look['own']>, around: Around, { linting, whole }: Sweep): Promise<Done> {
  const across = around({ file: slashed(name, process.cwd()), facts: linted.facts })
  if (!across.length && !(linted.remarked && whole)) return done
  const again = linted.mended ?? done
  const source = again.bytes ? { bytes: again.bytes } : read({ path: done.from })
  // It was there a moment ago.
  if ('failure' in source) return { ...done, failure: source.failure }
  const { bytes } = source
  if (!linted.remarked && !linting.fixes) {
    const config = await linting.configs.resolvedFor(name)
    const told = across.flatMap(problem => levelledBy(problem, together(config, linting.decided)) ?? [])
    return told.length ? { ...done, text: decode(bytes).text, problems: [...linted.problems, ...told].sort((a, b) => a.span.start - b.span.start) } : done
  }
  const last = await lint({ path: name, bytes, across }, { ...linting, mend: false })
  if (!last) return done
  const { facts: _facts, remarked: _remarked, ...result } = last
  return { ...done, ...result }
}

function levelledBy(problem: Problem, config: Resolved): Problem | null {
  const level = levelFor(problem.code, config) ?? problem.level
  return level === 'off' ? null : { ...problem, level }
}
