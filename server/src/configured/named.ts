// The files that a document names, looked for on the host's disks.
import type { Problem } from '../core/model'
import type { Document, LostFile, NamedFile } from '../core/service'

export interface Looking {
  isFile(path: string): Promise<boolean>
  /** The names in a folder; nothing where there is none. */
  names(folder: string): Promise<readonly string[]>
  /** Null where it cannot be read. */
  read(path: string): Promise<string | null>
}

/** What is to be said of those that are not there; `folder` is the document's, with slashes, also at its end. */
export async function lostFiles(document: Document, folder: string, looking: Looking, mayLook: (path: string) => boolean = () => true): Promise<readonly Problem[]> {
  const named = (document.files?.() ?? []).slice(0, most)
  const known = new Map<string, Promise<LostFile | null>>()
  const found = await Promise.all(named.map(async file => {
    const path = joined(folder, file.path)
    if (!mayLook(path)) return []
    const state = known.get(path) ?? stateOf(path, file, document, looking)
    known.set(path, state)
    const lost = await state
    return lost && document.lost ? [document.lost(file, lost)] : []
  }))
  return found.flat()
}

/** A talk with more pictures is looked at in part. */
const most = 200

async function stateOf(path: string, file: NamedFile, { suits }: Document, { isFile, names, read }: Looking): Promise<LostFile | null> {
  if (await isFile(path)) {
    const text = file.holds && suits ? await read(path) : null
    return text !== null && !suits!(file, text) ? { kind: 'other' } : null
  }
  const slash = path.lastIndexOf('/')
  const name = path.slice(slash + 1)
  const other = (await names(path.slice(0, slash + 1))).find(one => one !== name && one.toLowerCase() === name.toLowerCase())
  return other === undefined ? { kind: 'missing' } : { kind: 'case', name: other }
}

/** As addresses are put together: `a/../b` needs no `a`. */
export function joined(folder: string, path: string): string {
  const steps = folder.split('/').filter((step, index) => step !== '' || index === 0)
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.length > 1) steps.pop()
    } else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}
