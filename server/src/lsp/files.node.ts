// The files of a workspace on the desktop: which of ours lie below a folder, and what is in them. Both are bounded.
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readText } from '../configured/configs.node'
import type { Files } from './host'

/** No definition of libvirt's comes near this. */
const largest = 2_000_000

export const files: Files = {
  isFile: path => stat(path).then(found => found.isFile(), () => false),
  read: async uri => {
    try {
      const path = fileURLToPath(uri)
      return (await stat(path)).size > largest ? null : await readFile(path, 'utf8')
    } catch {
      return null
    }
  },
  readText: uri => uri.startsWith('file:') ? readText(uri) : Promise.resolve(null),
  entries: async (path, most) => {
    const found = await readdir(path, { withFileTypes: true }).catch(() => [])
    const shown = found.filter(({ name }) => !name.startsWith('.')).slice(0, most)
    return Promise.all(shown.map(async entry => {
      const there = join(path, entry.name)
      const folder = entry.isSymbolicLink() ? await stat(there).then(target => target.isDirectory(), () => false) : entry.isDirectory()
      return { name: entry.name, path: there, folder }
    }))
  },
  list: async (folder, extensions, most) => {
    const found: string[] = []
    const waiting = [folder.startsWith('file:') ? fileURLToPath(folder) : '']
    // Folders are read breadth first, so that the bound cuts off what lies deepest.
    for (let looked = 0; waiting.length > 0 && looked < most && found.length < most; looked++) {
      const path = waiting.shift()!
      if (path === '') continue
      const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
      for (const entry of entries) {
        if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
        if (entry.isDirectory()) waiting.push(join(path, entry.name))
        else if (entry.isFile() && extensions.includes(extname(entry.name).toLowerCase())) found.push(pathToFileURL(join(path, entry.name)).toString())
      }
    }
    return found.slice(0, most)
  },
}
