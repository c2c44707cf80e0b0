// What was compiled once, kept in the user's cache folder by what it was compiled of. Nothing here fails: what cannot be read
// or written, or has come to harm, is simply not there.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

export const recall = async (key: string): Promise<string | null> => {
  try {
    const [digest, text = ''] = split(await readFile(fileFor(key), 'utf8'))
    return digest === digestOf(text) ? text : null
  } catch {
    return null
  }
}

export const keep = async (key: string, text: string): Promise<void> => {
  const file = fileFor(key)
  const draft = `${file}.${process.pid}`
  try {
    await mkdir(folder(), { recursive: true, mode: 0o700 })
    await writeFile(draft, `${digestOf(text)}\n${text}`, { mode: 0o600 })
    await rename(draft, file)
    await forgetOldest()
  } catch {
    await rm(draft, { force: true }).catch(() => {})
  }
}

/** By the rules of the system: XDG_CACHE_HOME, ~/Library/Caches, LOCALAPPDATA. */
const folder = (): string => {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'virtdeck', 'Cache')
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches', 'virtdeck') : join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'virtdeck')
}

const fileFor = (key: string): string => join(folder(), `${digestOf(key)}.json`)

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const split = (text: string): readonly string[] => {
  const end = text.indexOf('\n')
  return [text.slice(0, end), text.slice(end + 1)]
}

/** Each upgrade of libvirt leaves one behind. */
const most = 6

const forgetOldest = async (): Promise<void> => {
  const names = (await readdir(folder())).filter(name => /^[0-9a-f]{64}\.json$/.test(name))
  const files = await Promise.all(names.map(async name => ({ name, time: (await stat(join(folder(), name))).mtimeMs })))
  const old = files.sort((one, other) => other.time - one.time).slice(most)
  await Promise.all(old.map(({ name }) => rm(join(folder(), name), { force: true })))
}
