// What the paths on the command line stand for: files, what is in directories, standard input.
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { languages } from '../core/languages'

/** A file that was read, or why it could not be. */
export type Source =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly failure: string }

/** Standard input among the paths. */
export const standardInput = '-'

/** One after the other, so that a large tree need not fit into memory; each file once. */
export async function* sourcesOf(paths: readonly string[]): AsyncGenerator<Source> {
  const seen = new Set<string>()
  for (const path of paths) {
    for await (const file of filesAt(path)) {
      if (typeof file !== 'string') yield file
      else if (!seen.has(file)) {
        seen.add(file)
        yield await read(file)
      }
    }
  }
}

async function* filesAt(path: string): AsyncGenerator<string | Source> {
  try {
    if (path !== standardInput && (await stat(path)).isDirectory()) yield* filesBelow(path)
    else yield path
  } catch (error) {
    yield { path, failure: reasonOf(error) }
  }
}

/** The files of our languages, in order of their names; not where tools keep their own (`node_modules`, `.git`). */
async function* filesBelow(directory: string): AsyncGenerator<string | Source> {
  try {
    const entries = await readdir(directory, { withFileTypes: true })
    for (const entry of entries.sort((one, other) => one.name < other.name ? -1 : 1)) {
      const path = join(directory, entry.name)
      // A link to a directory may lead back up, so only links to files are followed: those that bear our extensions.
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) yield* filesBelow(path)
      } else if ((entry.isFile() || entry.isSymbolicLink()) && isOurs(entry.name)) yield path
    }
  } catch (error) {
    yield { path: directory, failure: reasonOf(error) }
  }
}

const read = async (path: string): Promise<Source> => {
  try {
    return { path, bytes: await (path === standardInput ? readStandardInput() : readFile(path)) }
  } catch (error) {
    return { path, failure: reasonOf(error) }
  }
}

const isOurs = (name: string): boolean => languages.some(({ extensions }) => extensions.includes(extname(name).toLowerCase()))

const readStandardInput = async (): Promise<Uint8Array> => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const reasonOf = (error: unknown): string => {
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
