// The configurations on this machine's disks.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Resolved } from '../core/lint/index'
import type { RuleInfo } from '../core/service'
import { configsOf, type ConfigFile, type ReadText } from './configs'

export const readText: ReadText = async uri => {
  try {
    return await readFile(fileURLToPath(uri), 'utf8')
  } catch {
    return null
  }
}

/** For those who know files by their paths. */
export interface PathConfigs {
  fileFor(path: string): Promise<ConfigFile | null>
  resolvedFor(path: string): Promise<Resolved>
}

export function configsHere(rulesOf: () => Promise<readonly RuleInfo[]>): PathConfigs {
  const configs = configsOf(readText, rulesOf)
  const uriOf = (path: string): string => pathToFileURL(resolve(path)).href
  return { fileFor: path => configs.fileFor(uriOf(path)), resolvedFor: path => configs.resolvedFor(uriOf(path)) }
}
