// A folder on disk with files in it, gone with the test; what is in it is named by URI, as an editor does.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'

export interface Folder {
  readonly uri: string
  /** Gives the file's URI. */
  write(name: string, text: string): string
  at(name: string): string
}

export const folderOf = (t: TestContext, files: Readonly<Record<string, string>> = {}): Folder => {
  const folder = mkdtempSync(join(tmpdir(), 'virtdeck-folder-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string): string => pathToFileURL(join(folder, name)).href
  const write = (name: string, text: string): string => {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
    return at(name)
  }
  for (const [name, text] of Object.entries(files)) write(name, text)
  return { uri: pathToFileURL(folder).href, write, at }
}
