// `virtdeck lint`: files in, a report out, and an exit status.
import { writeFile } from 'node:fs/promises'
import { configsHere } from '../configured/configs.node'
import { rulesOf } from '../core/languages'
import { unconfigured, unknownSelector, type Resolved } from '../core/lint/index'
import type { RuleLevel } from '../core/model'
import { installedLibvirt } from '../installed/schemas.node'
import type { LintAsked } from './arguments'
import { joinCrew } from './crew'
import { filesOf } from './files'
import { formats, type About } from './formats/index'
import { slashed } from './formats/places'
import type { Linting } from './lint'
import { printable } from './quote'
import { countsOf, standardInput, type Result } from './result'
import { firstLook, sweep, type Done } from './sweep'
import { complain, isColored, progressOf } from './terminal'

export async function lintAll(asked: LintAsked, version: string): Promise<number> {
  const { schemas } = asked.settings.libvirt
  const named = schemas === '' ? null : await installedLibvirt().find(schemas)
  if (typeof named === 'string') return refuse(`${named}: name the folder that holds libvirt's .rng files with --schemas`)
  const unknown = asked.rules.length ? await unknownIn(asked.rules) : null
  if (unknown !== null) return refuse(unknown)
  const only = asked.since === undefined ? undefined : (await import('./git')).changedSince(asked.since)
  if (typeof only === 'string') return refuse(only)
  if (asked.render && (await import('./chromium')).findChromium() === null) return refuse('--render needs Chromium, Chrome or Edge, and none was found: install one (Debian: apt-get install chromium), or name it in CHROME_PATH')
  const format = await formats[asked.format]()
  const linting = await lintingFor(asked)
  const files = [...filesOf(asked.paths, asked.search)]
  // Who names files one by one, as hooks do, may have others that are not told of here.
  const whole = files.some(({ path }) => !asked.paths.includes(path))
  const sink = sinkFor(asked)
  const about: About = { version, colored: sink.colored, rules: format.fixes ? await rulesOf() : [], root: process.cwd() }
  const results: Result[] = []
  const progress = progressOf(files.length)
  let failures = false
  let warnings = 0
  let told = false
  const failed = (path: string, why: string): void => {
    failures = true
    progress.clear()
    complain(`${printable(`${path}: ${why}`)}\n`)
  }
  for (const linted of await sweep(files, { asked, linting, whole, ...only && { only }, step: progress.step })) {
    const { path, failure, unmended, target } = linted
    if (failure !== undefined) failed(path, failure)
    if (unmended !== undefined) failed(path, unmended)
    if (target?.lacking && target.from !== 'comment' && !told) {
      told = true
      complain(`${target.note ?? ''}\n`)
    }
    warnings += linted.problems.filter(({ level }) => level === 'warning').length
    const problems = asked.quiet ? linted.problems.filter(({ level }) => level === 'error') : linted.problems
    const result: Result = { ...linted, problems, ...asked.quiet && linted.fixes && { fixes: linted.fixes.filter((_, at) => linted.problems[at]!.level === 'error') } }
    const text = format.file?.(result, about) ?? ''
    if (text !== '') progress.clear()
    sink.write(text)
    const why = await taken(linted, asked)
    if (why !== null) failed(path, why)
    // What is not printed at the end need not be kept.
    results.push(format.file ? { ...result, text: '' } : result)
  }
  progress.clear()
  sink.write(format.end(results, about))
  const lost = await sink.end()
  if (lost !== null) failed(asked.output ?? '', lost)
  if (warnings > asked.maxWarnings) complain(`${warnings} ${warnings === 1 ? 'warning is' : 'warnings are'} more than --max-warnings ${asked.maxWarnings}\n`)
  return failures ? 2 : countsOf(results).error > 0 || warnings > asked.maxWarnings ? 1 : 0
}

const lintingFor = async (asked: LintAsked): Promise<Linting> => ({
  settings: asked.settings, installed: installedLibvirt(), configs: configsHere(rulesOf), decided: decidedBy(asked), mend: asked.fix !== 'no', fixes: (await formats[asked.format]()).fixes ?? false, ...asked.render && { chromium: (await import('./chromium')).findChromium() ?? undefined },
})

joinCrew(async asked => {
  const only = asked.since === undefined ? undefined : (await import('./git')).changedSince(asked.since)
  return firstLook({ asked, linting: await lintingFor(asked), ...typeof only === 'function' && { only } })
})

function refuse(message: string): number {
  complain(`${message}\n`)
  return 2
}

async function unknownIn(rules: LintAsked['rules']): Promise<string | null> {
  const known = await rulesOf()
  for (const [code] of rules) {
    const unknown = unknownSelector(code, known)
    if (unknown) return `--rule: there is no ${JSON.stringify(code)}${unknown.suggestion === null ? '; virtdeck lint --list-rules lists all codes' : `: did you mean ${unknown.suggestion}?`}`
  }
  return null
}

const decidedBy = ({ rules, pinned, settings }: LintAsked): Resolved => ({
  ...unconfigured, ...pinned && { version: settings.libvirt.version }, layers: rules.map(([code, level]) => ({ [code]: level as RuleLevel })),
})

/** Where the report goes. */
interface Sink {
  readonly colored: boolean
  write(text: string): void
  /** Why it could not be kept. */
  end(): Promise<string | null>
}

function sinkFor({ output, fix, paths }: LintAsked): Sink {
  const parts: string[] = []
  if (output !== undefined) {
    return { colored: false, write: text => { parts.push(text) }, end: () => writeFile(output, parts.join('')).then(() => null, (error: Error) => error.message) }
  }
  const end = async () => null
  // Standard output is for the diff.
  if (fix === 'show') return { colored: false, write: () => {}, end }
  const stream = fix === 'write' && paths.includes(standardInput) ? process.stderr : process.stdout
  return { colored: isColored(stream), write: text => { if (text !== '') stream.write(text) }, end }
}

/** Does with a file's mended text what was asked for; why it could not, else null. */
async function taken({ path, from, mended, bytes }: Done, { fix }: LintAsked): Promise<string | null> {
  if (fix === 'show' && mended) process.stdout.write((await import('./diff')).unifiedDiff(slashed(path, process.cwd()), mended, isColored(process.stdout)))
  if (fix !== 'write') return null
  if (from === standardInput) process.stdout.write(mended?.bytes ?? bytes ?? '')
  else if (mended) return (await import('./write')).write(from, mended.bytes).then(() => null, (error: NodeJS.ErrnoException) => `it could not be written (${error.code === 'EACCES' ? 'no permission' : error.message})`)
  return null
}
