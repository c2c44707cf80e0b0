// What a team may decide about problems, and what of it holds for one file. Pure data: who reads the file is at the rim.
import picomatch from 'picomatch/posix'
import type { Level, Problem, RuleLevel } from '../model'
import type { Settings } from '../service'

/** By a code (`libvirt/disk-target-duplicate`), a family (`libvirt/*`) or `*`; the narrower of them wins. */
export type RuleLevels = Readonly<Record<string, RuleLevel>>

/** What `.virtdeckrc.json` says, or the settings of an editor under the same names. */
export interface LintConfig {
  /** `lint.rules`. */
  readonly rules: RuleLevels
  /** `lint.ignore`: globs of files that are not linted; a later `!glob` takes back. */
  readonly ignore: readonly string[]
  /** `lint.overrides`: what holds for some files only; the later wins. */
  readonly overrides: readonly Override[]
  readonly libvirt: TargetConfig
}

export interface Override {
  readonly files: readonly string[]
  readonly rules: RuleLevels
  readonly libvirt: TargetConfig
}

export interface TargetConfig {
  /** `libvirt.version`: `latest`, `host` or a version. */
  readonly version?: string
  /** `libvirt.hypervisor`: the `type` that domains are to have. */
  readonly hypervisor?: string
}

export const emptyConfig: LintConfig = { rules: {}, ignore: [], overrides: [], libvirt: {} }

/** What stands under `lint` in an editor's settings where nobody says otherwise. */
export const lintDefaults = { run: 'onType', rules: {}, ignore: [], overrides: [] } as const

/** What holds for one file. */
export interface Resolved extends TargetConfig {
  readonly ignored: boolean
  /** The later wins. */
  readonly layers: readonly RuleLevels[]
}

export const unconfigured: Resolved = { ignored: false, layers: [] }

/** `path` is the file's, with slashes, from the folder that the config's globs count from. */
export function resolved({ rules, ignore, overrides, libvirt }: LintConfig, path: string): Resolved {
  const here = overrides.filter(({ files }) => matches(files, path))
  return {
    ignored: matches(ignore, path),
    layers: [rules, ...here.map(one => one.rules)].filter(layer => Object.keys(layer).length > 0),
    ...Object.assign({}, libvirt, ...here.map(one => one.libvirt)) as TargetConfig,
  }
}

/** Several as one, such as the editor's settings, the project's file, the command line; the later wins. */
export const together = (...all: readonly Resolved[]): Resolved => ({
  ...Object.assign({}, ...all) as TargetConfig,
  ignored: all.some(({ ignored }) => ignored),
  layers: all.flatMap(({ layers }) => layers),
})

/** The settings with what the project's file decides. */
export function withTarget(settings: Settings, { version, hypervisor }: TargetConfig): Settings {
  if (version === undefined && hypervisor === undefined) return settings
  const { libvirt } = settings
  return { ...settings, libvirt: { ...libvirt, ...version !== undefined && { version, decided: true as const }, ...hypervisor !== undefined && { hypervisor } } }
}

/** What was decided about a code; undefined where nobody did. */
export function levelFor(code: string, { layers }: Resolved): RuleLevel | undefined {
  for (let at = layers.length - 1; at >= 0; at--) {
    const layer = layers[at]!
    const level = layer[code] ?? layer[`${code.slice(0, code.indexOf('/'))}/*`] ?? layer['*']
    if (level !== undefined) return level
  }
  return undefined
}

/** Text that is no XML is refused by everything that reads it, and what stands behind it is read by guess: that is always said. */
export const isFirm = ({ code, level }: Pick<Problem, 'code' | 'level'>): boolean => level === 'error' && (code.startsWith('xml/') || code === 'marp/not-text')

/** The problem at the level that was decided; null where it is off. */
export function levelled(problem: Problem, config: Resolved): Problem | null {
  const level = config.layers.length && !isFirm(problem) ? levelFor(problem.code, config) : undefined
  return level === undefined || level === problem.level ? problem : level === 'off' ? null : { ...problem, level: level satisfies Level }
}

/** As in .gitignore: a glob without a slash holds at any depth, and one that names a folder holds for all that is in it. */
export function matches(globs: readonly string[], path: string): boolean {
  let found = false
  for (const glob of globs) {
    const not = glob.startsWith('!')
    if (found === not && matcherOf(not ? glob.slice(1) : glob)(path)) found = !not
  }
  return found
}

const matchers = new Map<string, (path: string) => boolean>()

function matcherOf(glob: string): (path: string) => boolean {
  const known = matchers.get(glob)
  if (known) return known
  const bare = glob.replace(/^\.?\//, '').replace(/\/+$/, '')
  const anywhere = !/\/(?!$)/.test(glob.replace(/^\.\//, '')) ? `**/${bare}` : bare
  const isMatch = picomatch([anywhere, `${anywhere}/**`], { dot: true })
  const matcher = (path: string): boolean => bare !== '' && isMatch(path)
  matchers.set(glob, matcher)
  return matcher
}
