// The documents `virtdeck:`: what a host has defined, to be read, or to be edited, where saving defines. Who saves over what somebody
// else has changed in the meantime is told and asked.
import { commands, EventEmitter, FilePermission, FileSystemError, FileType, Uri, window, workspace, type Disposable, type FileChangeEvent, FileChangeType, type FileSystemProvider } from 'vscode'
import { kinds, type HostObject } from '../hosts/kinds'
import type { Hosts } from '../hosts/hosts'
import type { Tools } from '../host'
import type { Answer } from '../virsh/answer'
import { definitionOf, defineText } from './define'

export const scheme = 'virtdeck'

export type DocumentHow = 'view' | 'live' | 'edit'

export interface DefinitionDocuments extends Disposable {
  uriOf(connection: string, object: HostObject, how: DocumentHow): Uri
  /** A text of ours, to be compared with. */
  shown(name: string, text: string): Uri
}

interface Place {
  readonly how: DocumentHow
  readonly connection: string
  readonly object: HostObject
}

const mostShown = 40

export function definitionDocuments(hosts: Hosts, withCopy: Tools['withCopy']): DefinitionDocuments {
  const changed = new EventEmitter<FileChangeEvent[]>()
  const shown = new Map<string, Uint8Array>()
  /** What each document was when it was read: `text` is the host's own. */
  const read = new Map<string, { readonly text: string; readonly at: number }>()
  let number = 0

  const ask = async ({ how, connection, object }: Place): Promise<string> => {
    const answer = await definitionOf(hosts.session(connection), object, how === 'live' ? 'live' : how === 'edit' ? 'whole' : 'inactive', { timeLimit: 20_000 })
    hosts.note(connection, answer)
    if (answer.outcome !== 'done') throw failure(answer, connection)
    return `${answer.text.trim()}\n`
  }

  const provider: FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => ({ dispose: () => {} }),
    async stat(uri) {
      const text = shown.get(uri.toString())
      const place = placeOf(uri)
      // It has a time from the first look on: VS Code would take a later one for somebody else's change.
      if (!text && !read.has(uri.toString())) await provider.readFile(uri)
      const known = read.get(uri.toString())
      return { type: FileType.File, ctime: 0, mtime: known?.at ?? 0, size: text?.length ?? known?.text.length ?? 0, ...(place?.how !== 'edit' && { permissions: FilePermission.Readonly }) }
    },
    async readFile(uri) {
      const text = shown.get(uri.toString())
      if (text) return text
      const place = trusted(uri)
      const now = await ask(place)
      const before = read.get(uri.toString())
      if (before?.text !== now) read.set(uri.toString(), { text: now, at: Date.now() })
      return new TextEncoder().encode(now)
    },
    async writeFile(uri, content) {
      const place = trusted(uri)
      const { connection, object } = place
      const text = new TextDecoder().decode(content)
      const known = read.get(uri.toString())
      const now = await ask(place).catch((error: unknown) => {
        throw error instanceof Error ? error : new Error(String(error))
      })
      if (known && now !== known.text) {
        const compare = 'Compare'
        const anyway = 'Define Anyway'
        const choice = await window.showWarningMessage(`“${object.name}” on ${connection} was changed by somebody else since you opened it.`, { modal: true, detail: 'Defining it now would undo that change.' }, compare, anyway)
        if (choice === compare) void commands.executeCommand('vscode.diff', documents.shown(`${object.name} (now on the host).xml`, now), uri, `${object.name}: host ↔ yours`)
        if (choice !== anyway) throw FileSystemError.Unavailable(`“${object.name}” was not saved: it was changed on ${connection} in the meantime.`)
      }
      const answer = await defineText({ session: hosts.session(connection), withCopy }, object.kind, text)
      hosts.note(connection, answer)
      if (answer.outcome !== 'done') throw failure(answer, connection)
      read.set(uri.toString(), { text: await ask(place), at: Date.now() })
      hosts.changed(connection)
      // libvirt prints it its own way.
      setTimeout(() => changed.fire([{ type: FileChangeType.Changed, uri }]), 0)
    },
    readDirectory: () => [],
    createDirectory: uri => { throw FileSystemError.NoPermissions(uri) },
    delete: uri => { throw FileSystemError.NoPermissions(uri) },
    rename: uri => { throw FileSystemError.NoPermissions(uri) },
  }
  const registered = workspace.registerFileSystemProvider(scheme, provider, { isCaseSensitive: true })

  const documents: DefinitionDocuments = {
    uriOf: (connection, object, how) => Uri.from({ scheme, path: `/${how}/${encodeURIComponent(object.name)}.xml`, query: JSON.stringify({ connection, object: { ...object, state: 'none' } }) }),
    shown(name, text) {
      const uri = Uri.from({ scheme, path: `/shown/${++number}/${encodeURIComponent(name)}` })
      shown.set(uri.toString(), new TextEncoder().encode(text))
      const [oldest] = shown.keys()
      if (shown.size > mostShown && oldest !== undefined) shown.delete(oldest)
      return uri
    },
    dispose: () => registered.dispose(),
  }
  return documents
}

/** A link may lead here from anywhere: nothing is asked in a workspace that is not trusted. */
function trusted(uri: Uri): Place {
  const place = placeOf(uri)
  if (!place) throw FileSystemError.FileNotFound(uri)
  if (!workspace.isTrusted) throw FileSystemError.NoPermissions('What a host has is not read in a workspace that you have not trusted.')
  return place
}

function placeOf({ path, query }: Uri): Place | null {
  const how = /^\/(view|live|edit)\//.exec(path)?.[1] as DocumentHow | undefined
  try {
    const { connection, object } = JSON.parse(query) as Partial<Place>
    if (!how || typeof connection !== 'string' || !object || !Object.hasOwn(kinds, object.kind) || typeof object.id !== 'string' || typeof object.name !== 'string') return null
    return { how, connection, object: { kind: object.kind, id: object.id, name: object.name, state: 'none', ...(typeof object.pool === 'string' && { pool: object.pool }) } }
  } catch {
    return null
  }
}

const failure = ({ outcome, text }: Answer, connection: string): Error =>
  FileSystemError.Unavailable(outcome === 'refused' ? `libvirt refused: ${text}` : `${connection}: ${text}`)
