// What git says of files: those that have changed since a revision. The one file of the linter that starts a process, without a shell.
import { execFileSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Tells whether a file has changed, or is new; a text says why nobody can tell. */
export function changedSince(revision: string): ((path: string) => boolean) | string {
  const top = git('rev-parse', '--show-toplevel')
  if (typeof top !== 'string') return top.why === 'absent' ? '--since needs git, and there is none here' : '--since needs a git repository, and this folder is in none'
  // A revision that begins with a dash would be read as an option.
  const commit = revision.startsWith('-') ? null : git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`)
  if (typeof commit !== 'string') return `there is no commit ${JSON.stringify(revision)} in this repository: fetch it first (a shallow clone has only the newest), or name another`
  // What others have changed since then on that branch is not ours: from where both parted.
  const parted = git('merge-base', commit, 'HEAD')
  const changed = git('diff', '--name-only', '--no-relative', '--no-ext-diff', '--no-renames', '--diff-filter=d', '-z', typeof parted === 'string' ? parted : commit)
  const untracked = git('ls-files', '--others', '--exclude-standard', '--full-name', '-z', join(top, '/'))
  if (typeof changed !== 'string' || typeof untracked !== 'string') return `git cannot tell what has changed since ${JSON.stringify(revision)}`
  const files = new Set(`${changed}\0${untracked}`.split('\0').filter(Boolean).map(name => join(top, name)))
  const folders = new Map<string, string>()
  return path => {
    const folder = dirname(path)
    const real = folders.get(folder) ?? realOf(folder)
    folders.set(folder, real)
    return files.has(join(real, basename(path)))
  }
}

interface Failed {
  readonly why: 'absent' | 'refused'
}

/** Without the monitor that a repository's own configuration may name: it would be started. */
function git(...args: readonly string[]): string | Failed {
  try {
    return execFileSync('git', ['-c', 'core.fsmonitor=false', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000, maxBuffer: 1 << 28, env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' } }).replace(/\n$/, '')
  } catch (error) {
    return { why: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'absent' : 'refused' }
  }
}

/** git tells real paths, and a path may lead through links. */
function realOf(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}
