// The schemas of an installed libvirt, for the language server and the linter: where they lie, and whether they have changed.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Installed, InstalledSchemas } from '../core/service'
import { keep, recall } from './cache.node'
import { versionBeside } from './version.node'

/** What was found stands until `lookAgain`, so that a keystroke need not look at the disk. */
export interface InstalledLibvirt extends Installed {
  lookAgain(): void
}

export const installedLibvirt = (): InstalledLibvirt => {
  const found = new Map<string, Promise<InstalledSchemas | string>>()
  return {
    find: folder => {
      const known = found.get(folder) ?? schemasIn(folder === '' ? usualFolders : [resolve(folder)])
      found.set(folder, known)
      return known
    },
    lookAgain: () => found.clear(),
  }
}

/** Debian's and Fedora's, one built by hand, Homebrew's on Apple's processors, on Intel's and on Linux. */
export const usualFolders: readonly string[] = [
  '/usr/share/libvirt/schemas', '/usr/local/share/libvirt/schemas', '/opt/homebrew/share/libvirt/schemas', '/home/linuxbrew/.linuxbrew/share/libvirt/schemas',
]

/** The first of the folders that has them; a text says why none has. */
const schemasIn = async (folders: readonly string[]): Promise<InstalledSchemas | string> => {
  for (const folder of folders) {
    try {
      const names = (await readdir(folder)).filter(name => name.endsWith('.rng')).sort()
      if (names.includes('domain.rng')) return await schemasOf(folder, names)
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code !== 'ENOENT' && code !== 'ENOTDIR') return `The schemas in ${folder} cannot be read (${message})`
    }
  }
  return folders.length === 1 ? `There is no domain.rng in ${folders[0]!}` : `No libvirt is installed here (looked for its schemas in ${folders.join(', ')})`
}

const schemasOf = async (folder: string, names: readonly string[]): Promise<InstalledSchemas> => {
  const facts = await Promise.all(names.map(async name => {
    const { size, mtimeMs } = await stat(join(folder, name))
    return `${name} ${size} ${mtimeMs}`
  }))
  const version = await versionBeside(folder)
  const state = [folder, version, ...facts].join('\n')
  return {
    folder,
    version,
    state,
    read: async () => Object.fromEntries(await Promise.all(names.map(async name => [name, await readFile(join(folder, name), 'utf8')] as const))),
    recall: name => recall(`${name}\n${state}`),
    keep: (name, text) => keep(`${name}\n${state}`, text),
  }
}
