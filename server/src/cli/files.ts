// What the paths on the command line stand for: files, what is in folders, what globs match, standard input.
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs'
import { extname, join, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { languages } from '../core/languages'
import { ignoringAt, isIgnored, nothingIgnored, withFolder, type Ignoring } from './gitignore'
import { standardInput } from './result'

/** A file that is there to be read, or why it is not. */
export interface Found {
  readonly path: string
  readonly failure?: string
}

/** A file that was read, or why it could not be. */
export type Source =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly failure: string }

/** How folders and globs are searched; what is named is taken whatever stands here. */
export interface Search {
  /** Leave out what `.gitignore` files leave out. */
  readonly gitignore: boolean
}

/** Each file once, those of a folder in order of their names. */
export function* filesOf(paths: readonly string[], search: Search): Generator<Found> {
  const seen = new Set<string>()
  for (const path of paths) {
    for (const found of filesAt(path, search)) {
      const whole = found.path === standardInput ? standardInput : resolve(found.path)
      if (seen.has(whole)) continue
      seen.add(whole)
      yield found
    }
  }
}

export function read({ path, failure }: Found): Source {
  if (failure !== undefined) return { path, failure }
  try {
    return { path, bytes: readFileSync(path === standardInput ? 0 : path) }
  } catch (error) {
    return { path, failure: reasonOf(error) }
  }
}

function* filesAt(path: string, search: Search): Generator<Found> {
  const ignoring = (folder: string): Ignoring => search.gitignore ? ignoringAt(folder) : nothingIgnored
  try {
    if (path !== standardInput && statSync(path).isDirectory()) yield* filesBelow(path, ignoring(path), search.gitignore, isOurs)
    else yield { path }
  } catch (error) {
    const glob = (error as NodeJS.ErrnoException).code === 'ENOENT' ? globOf(path) : null
    if (glob === null) yield { path, failure: reasonOf(error) }
    else yield* matching(glob, path, ignoring, search.gitignore)
  }
}

/** The files of a folder, not where tools keep their own (`node_modules`, `.git`). */
function* filesBelow(folder: string, ignoring: Ignoring, gitignore: boolean, wanted: (path: string) => boolean): Generator<Found> {
  let entries: readonly Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => one.name < other.name ? -1 : 1)
  } catch (error) {
    yield { path: folder, failure: reasonOf(error) }
    return
  }
  for (const entry of entries) {
    const path = join(folder, entry.name)
    // A link to a folder may lead back up, so only links to files are followed: those that bear our extensions.
    if (entry.isDirectory()) {
      if (entry.name === 'node_modules' || entry.name.startsWith('.') || isIgnored(ignoring, path, true)) continue
      yield* filesBelow(path, gitignore ? withFolder(ignoring, path) : ignoring, gitignore, wanted)
    } else if ((entry.isFile() || entry.isSymbolicLink() && isOurs(path)) && wanted(path) && !isIgnored(ignoring, path, false)) yield { path }
  }
}

interface Glob {
  /** The folder that it begins in. */
  readonly folder: string
  readonly matches: (path: string) => boolean
}

/** Null for a path that is no pattern. */
function globOf(pattern: string): Glob | null {
  const slashed = pattern.replaceAll(sep, '/').replace(/^(\.\/)+/, '')
  const { base, isGlob } = picomatch.scan(slashed)
  if (!isGlob) return null
  const matches = picomatch(slashed, { dot: true })
  // `machines/**` means what a folder means; who writes an extension gets it.
  const named = /\.[^/]*$/.test(slashed.slice(base.length))
  return { folder: base === '' ? '.' : base, matches: path => matches(path.replaceAll(sep, '/')) && (named || isOurs(path)) }
}

function* matching({ folder, matches }: Glob, pattern: string, ignoring: (folder: string) => Ignoring, gitignore: boolean): Generator<Found> {
  let some = false
  for (const found of filesBelow(folder, ignoring(folder), gitignore, matches)) {
    some ||= found.failure === undefined
    if (found.failure === undefined || found.path !== folder) yield found
  }
  if (!some) yield { path: pattern, failure: 'no file matches it' }
}

const isOurs = (path: string): boolean => languages.some(({ extensions }) => extensions.includes(extname(path).toLowerCase()))

function reasonOf(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  return (code && reasons[code]) ?? message ?? String(error)
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'no permission to read it',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  ELOOP: 'its symbolic links lead in a circle',
  ERR_FS_FILE_TOO_LARGE: 'it is too large to be read',
  ERR_STRING_TOO_LONG: 'it is too large to be read',
}
