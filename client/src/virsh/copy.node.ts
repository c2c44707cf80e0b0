// A private copy of a text that is on no disk (an untitled document), for programs that read files only.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The folder is its owner's alone (mkdtemp makes it 0700), the file too; both are gone when `use` has ended. */
export function withCopy<T>(name: string, text: string, use: (path: string) => Promise<T>): Promise<T> {
  return withFolder(async folder => {
    const path = join(folder, fileName(name))
    await writeFile(path, text, { mode: 0o600, flag: 'wx' })
    return use(path)
  })
}

/** `files`: what is in it from the beginning, by path. */
export async function withFolder<T>(use: (path: string) => Promise<T>, files: Readonly<Record<string, string>> = {}): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'virtdeck-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), text, { mode: 0o600 })
    }
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const fileName = (name: string): string => {
  const plain = name.replace(/[^\w.-]+/g, '_').replace(/^\.+/, '').slice(0, 80)
  return plain.endsWith('.xml') ? plain : `${plain || 'domain'}.xml`
}
