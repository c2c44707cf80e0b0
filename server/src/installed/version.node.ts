// The version of the libvirt that a folder of schemas belongs to, told without running anything.
import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'

/** By the folder's own path, else by the library beside it; null when neither tells. */
export const versionBeside = async (folder: string): Promise<string | null> => {
  const real = await realpath(folder)
  const named = versionInPath(real)
  if (named !== null) return named
  const prefix = /^(.*)\/share\/libvirt\/schemas$/.exec(real)?.[1]
  if (prefix === undefined) return null
  const found = (await Promise.all((await libraryFolders(prefix)).map(namesIn))).flat().flatMap(name => versionOfLibrary(name) ?? [])
  // Two that differ tell nothing.
  return new Set(found).size === 1 ? found[0]! : null
}

/** Homebrew keeps each version in a folder of its own (`Cellar/libvirt/11.3.0/…`), and so do source trees (`libvirt-11.3.0/…`). */
export const versionInPath = (path: string): string | null => /\/libvirt[-/](\d+\.\d+\.\d+)(?:\/|$)/.exec(path)?.[1] ?? null

/** `libvirt.so.0.9000.0`: libvirt's meson.build makes it of major * 1000 + minor, and micro. On macOS `libvirt.0.9000.0.dylib`. */
export const versionOfLibrary = (name: string): string | null => {
  const [, number, micro] = /^libvirt\.(?:so\.0\.(?=\d+\.\d+$)|0\.(?=\d+\.\d+\.dylib$))(\d+)\.(\d+)/.exec(name) ?? []
  return number === undefined ? null : `${Math.floor(Number(number) / 1000)}.${Number(number) % 1000}.${micro}`
}

/** `lib`, `lib64`, and Debian's `lib/x86_64-linux-gnu`. */
const libraryFolders = async (prefix: string): Promise<readonly string[]> => {
  const lib = join(prefix, 'lib')
  return [lib, join(prefix, 'lib64'), ...(await namesIn(lib)).filter(name => /-linux-/.test(name)).map(name => join(lib, name))]
}

const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])
