// What `.gitignore` files say of a path: those of its folder and of every folder above it in the repository, the nearest first,
// and the repository's own `.git/info/exclude`. https://git-scm.com/docs/gitignore
import ignore, { type Ignore } from 'ignore'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** One file's patterns, which count from its folder. */
interface Patterns {
  readonly folder: string
  readonly ignore: Ignore
}

/** The nearest first. */
export type Ignoring = readonly Patterns[]

export const nothingIgnored: Ignoring = []

/** What holds in a folder that somebody named; where that itself is ignored, its name wins, and only what stands below counts. */
export function ignoringAt(named: string): Ignoring {
  const folder = resolve(named)
  const root = repositoryOf(folder)
  const above: string[] = []
  for (let at = folder; root !== null && at !== root;) above.unshift(at = dirname(at))
  const outer = above.reduce(withFolder, root === null ? [] : patternsIn(root, join(root, '.git', 'info', 'exclude')))
  return withFolder(above.length && isIgnored(outer, folder, true) ? nothingIgnored : outer, folder)
}

/** With what the `.gitignore` of a folder adds for everything below it. */
export const withFolder = (ignoring: Ignoring, folder: string): Ignoring => [...patternsIn(resolve(folder), join(folder, '.gitignore')), ...ignoring]

export function isIgnored(ignoring: Ignoring, path: string, isFolder: boolean): boolean {
  if (!ignoring.length) return false
  const whole = resolve(path)
  for (const { folder, ignore } of ignoring) {
    const said = ignore.test(relative(folder, whole).replaceAll(sep, '/') + (isFolder ? '/' : ''))
    if (said.ignored || said.unignored) return said.ignored
  }
  return false
}

function repositoryOf(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder
  const above = dirname(folder)
  return above === folder ? null : repositoryOf(above)
}

function patternsIn(folder: string, file: string): readonly Patterns[] {
  try {
    return [{ folder, ignore: ignore({ ignorecase: false }).add(readFileSync(file, 'utf8')) }]
  } catch {
    return []
  }
}
