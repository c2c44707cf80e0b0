// What the documents of a workspace say about each other: the ids that reach beyond a document, by file. The files are read when
// such an id is first asked for, never at the start; then only those that changed are read anew. What is open counts as it stands.
import type { Range, TextDocumentEdit } from 'vscode-languageserver'
import { languages } from '../core/languages'
import type { Id } from '../core/model'
import { foreign, type DefinedElsewhere, type Document, type FileFacts } from '../core/service'
import { linesOf } from '../core/text/lines'
import type { Client } from './client'
import { toRange, toTextEdit } from './convert'
import type { Documents, Snapshot } from './documents'
import type { Host } from './host'
import type { SettingsStore } from './settings'

/** Calls with the URIs of files that have changed on disk. */
export type Watched = (listener: (uris: readonly string[]) => void) => void

type IdKey = Pick<Id, 'kind' | 'value'>

export interface Place {
  readonly uri: string
  readonly range: Range
  readonly role: Id['role']
}

export interface Workspace {
  /** Where other documents than this one define or use an id. */
  places(id: IdKey, butIn: string): Promise<readonly Place[]>
  /** What other documents than this one define, of some kinds. */
  defined(kinds: readonly string[], butIn: string): Promise<readonly DefinedElsewhere[]>
  /** The edits of other documents than this one that give an id another name, or why one of them refuses. */
  rename(id: IdKey, name: string, butIn: string): Promise<readonly TextDocumentEdit[] | string>
  /** What the files inside the workspace's folders say, but those that are ignored. */
  facts(): Promise<readonly FileFacts[]>
  /** Whether a document belongs to the workspace. */
  holds(uri: string): boolean
  /** Files have changed on disk; it is known which. */
  onFiles(listener: (uris: readonly string[]) => void): void
}

/** A workspace with more files than this is no collection of machines, or of talks; what is open is looked at all the same. */
const mostFiles = 2000
/** Machines, and decks with their themes: neither crowds out the other. */
const sorts: readonly (readonly string[])[] = [['.xml'], ['.md', '.css']]

interface Known extends Place {
  readonly id: IdKey
}

interface KnownFile {
  readonly places: readonly Known[]
  readonly facts: FileFacts['facts']
}

export const workspaceOf = (client: Client, documents: Documents, settings: SettingsStore, host: Host, onWatched: Watched): Workspace => {
  const index = new Map<string, KnownFile>()
  const listeners: ((uris: readonly string[]) => void)[] = []
  const factsOfOpen = new WeakMap<Snapshot, Promise<FileFacts['facts']>>()
  const stale = new Set<string>()
  let scanned: Promise<void> | undefined

  const placesIn = async (snapshot: Pick<Snapshot, 'uri' | 'text' | 'lines' | 'document'>): Promise<readonly Known[]> =>
    (await snapshot.document()).ids().filter(({ across }) => across)
      .map(({ kind, value, role, span }) => ({ uri: snapshot.uri, range: toRange(snapshot as Snapshot, span), role, id: { kind, value } }))

  const factsIn = async (snapshot: Snapshot): Promise<FileFacts['facts']> => {
    const facts = (await snapshot.document()).facts(snapshot.lines())
    return facts.length && (await settings.lintOf(snapshot.uri)).ignored ? [] : facts
  }

  const readFile = async (uri: string): Promise<Snapshot | null> => {
    const text = await host.files?.read(uri)
    return text === null || text === undefined ? null : closedFile(uri, text, settings, host)
  }

  const take = async (uri: string): Promise<void> => {
    const file = await readFile(uri)
    if (file) index.set(uri, { places: await placesIn(file), facts: await factsIn(file) })
    else index.delete(uri)
  }

  const scan = async (): Promise<void> => {
    for (const extensions of sorts) {
      let room = mostFiles
      for (const folder of client.folders) {
        const found = await host.files?.list(folder, extensions, room) ?? []
        room -= found.length
        for (const uri of found) {
          await host.pause()
          await take(uri)
        }
      }
    }
  }

  const closed = async (): Promise<ReadonlyMap<string, KnownFile>> => {
    await (scanned ??= scan())
    for (const uri of [...stale]) {
      stale.delete(uri)
      await take(uri)
    }
    return index
  }

  const all = async (): Promise<readonly Known[]> => {
    await closed()
    const open = documents.all()
    const isOpen = new Set(open.map(({ uri }) => uri))
    return [...(await Promise.all(open.map(placesIn))).flat(), ...[...index].filter(([uri]) => !isOpen.has(uri)).flatMap(([, { places }]) => places)]
  }

  const others = async ({ kind, value }: IdKey, butIn: string): Promise<readonly Known[]> =>
    (await all()).filter(({ uri, id }) => uri !== butIn && id.kind === kind && id.value === value)

  onWatched(changes => {
    if (scanned) for (const uri of changes) if (sorts.flat().some(extension => uri.toLowerCase().endsWith(extension))) stale.add(uri)
    const ours = changes.filter(uri => uri.toLowerCase().endsWith('.xml'))
    if (ours.length) for (const listener of listeners) listener(ours)
  })
  // What is ignored may be another now.
  settings.onChange(() => { if (scanned) for (const uri of index.keys()) stale.add(uri) })
  const holds = (uri: string): boolean => client.folders.some(folder => uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`))

  return {
    holds,
    onFiles: listener => { listeners.push(listener) },
    facts: async () => {
      const known = await closed()
      const open = documents.all().filter(({ uri }) => holds(uri))
      const isOpen = new Set(open.map(({ uri }) => uri))
      const ofOpen = await Promise.all(open.map(async snapshot => {
        const facts = factsOfOpen.get(snapshot) ?? factsIn(snapshot)
        factsOfOpen.set(snapshot, facts)
        return { file: snapshot.uri, facts: await facts }
      }))
      return [...ofOpen, ...[...known].filter(([uri]) => !isOpen.has(uri)).map(([file, { facts }]) => ({ file, facts }))]
    },
    places: others,
    defined: async (kinds, butIn) => (await all()).filter(({ uri, id, role }) => role === 'defines' && uri !== butIn && kinds.includes(id.kind))
      .map(({ uri, id }) => ({ ...id, where: inWorkspace(uri, client.folders) })),
    rename: async (id, name, butIn) => {
      const changes: TextDocumentEdit[] = []
      for (const uri of new Set((await others(id, butIn)).map(place => place.uri))) {
        const snapshot = documents.at(uri) ?? await readFile(uri)
        const edits = await snapshot?.document().then(document => document.rename(id, name)) ?? []
        if (typeof edits === 'string') return `${uri}: ${edits}`
        if (snapshot && edits.length) {
          changes.push({ textDocument: { uri, version: documents.at(uri)?.version ?? null }, edits: edits.map(edit => toTextEdit(snapshot, edit)) })
        }
      }
      return changes
    },
  }
}

/** As a person calls it: from the folder of the workspace on. */
const inWorkspace = (uri: string, folders: readonly string[]): string => {
  const folder = folders.map(one => one.replace(/\/*$/, '/')).find(one => uri.startsWith(one))
  return decodeURIComponent(folder ? uri.slice(folder.length) : uri.slice(uri.lastIndexOf('/') + 1))
}

const closedFile = (uri: string, text: string, settings: SettingsStore, { installed }: Host): Snapshot => {
  const lines = linesOf(text)
  const language = languages.find(({ extensions }) => extensions.some(extension => uri.toLowerCase().endsWith(extension)))
  const document = async (): Promise<Document> => {
    const read = language ? await language.open(text, await settings.of(uri), installed) : foreign
    settings.forget(uri)
    return read
  }
  return { uri, version: 0, text, lines: () => lines, document, problems: async () => [] }
}
