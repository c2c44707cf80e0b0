// Finds what holds for a file: the nearest `.virtdeckrc.json`, or package.json with our key, from its folder up. Nothing of those
// further up is added to it. Files go by their URIs; who reads them is the host's matter.
import { readConfig, resolved, unconfigured, type LintConfig, type Resolved } from '../core/lint/index'
import type { Problem } from '../core/model'
import type { RuleInfo } from '../core/service'

export const configName = '.virtdeckrc.json'
export const packageName = 'package.json'
export const packageKey = 'virtdeck'

export interface ConfigFile {
  readonly uri: string
  /** With a slash at its end; globs count from it. */
  readonly folder: string
  readonly text: string
  /** The key that the configuration stands under, in a package.json. */
  readonly key?: string
  readonly config: LintConfig
  readonly problems: readonly Problem[]
}

type Contents = Pick<ConfigFile, 'text' | 'key' | 'config' | 'problems'>

export interface Configs {
  /** The file that decides about a document; null where there is none. */
  fileFor(uri: string): Promise<ConfigFile | null>
  resolvedFor(uri: string): Promise<Resolved>
  /** What was read may have changed since. */
  lookAgain(): void
}

/** Null where there is no such file. */
export type ReadText = (uri: string) => Promise<string | null>

export function configsOf(read: ReadText, rulesOf: () => Promise<readonly RuleInfo[]>): Configs {
  const folders = new Map<string, Promise<ConfigFile | null>>()

  const inFolder = (folder: string): Promise<ConfigFile | null> => {
    const known = folders.get(folder) ?? look(folder)
    folders.set(folder, known)
    return known
  }

  async function look(folder: string): Promise<ConfigFile | null> {
    const text = await read(folder + configName)
    const own = text === null ? null : await readAs(text)
    if (own) return { uri: folder + configName, folder, ...own }
    const manifest = await read(folder + packageName)
    // A glance tells of most that they have nothing of ours.
    const found = manifest?.includes(`"${packageKey}"`) ? await readAs(manifest, packageKey) : null
    if (found) return { uri: folder + packageName, folder, ...found }
    const above = folderOf(folder.slice(0, -1))
    return above === null ? null : inFolder(above)
  }

  async function readAs(text: string, key?: string): Promise<Contents | null> {
    const { config, problems } = readConfig(text, await rulesOf(), key)
    return config && { text, ...key !== undefined && { key }, config, problems }
  }

  const fileFor = async (uri: string): Promise<ConfigFile | null> => {
    const folder = folderOf(uri)
    return folder === null ? null : inFolder(folder)
  }

  return {
    fileFor,
    resolvedFor: async uri => {
      const file = await fileFor(uri)
      return file ? resolved(file.config, pathIn(file.folder, uri)) : unconfigured
    },
    lookAgain: () => folders.clear(),
  }
}

/** From a folder on, as people write it: a glob knows no `%20`. */
export function pathIn(folder: string, uri: string): string {
  const path = uri.startsWith(folder) ? uri.slice(folder.length) : uri
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** With its slash; null for what is in none, such as an untitled text. */
const folderOf = (uri: string): string | null => /^[a-z][\w+.-]*:\/\/.*\//i.exec(uri)?.[0] ?? null
