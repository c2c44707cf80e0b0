// What the other documents of the workspace say of one: worked out once all are read, which begins when the first of them is looked
// at and never holds up an answer; then again for the others whenever one changes.
import { URI } from 'vscode-uri'
import { lostFiles } from '../configured/named'
import { languages } from '../core/languages'
import type { HostAnswers, HostFacts } from '../core/host'
import type { Fact, Problem } from '../core/model'
import type { Across, Document } from '../core/service'
import type { Client } from './client'
import type { Around, Documents, Snapshot } from './documents'
import type { Host } from './host'
import type { SettingsStore } from './settings'
import type { Workspace } from './workspace'

export interface WorkspaceAround extends Around {
  /** What the chosen host has, while that is known. */
  host(): HostFacts | undefined
  tellHost(answers: HostAnswers | null): Promise<void>
  /** The host is another, or has not what it had. */
  onHost(listener: () => void): void
  /** What the others say of a file that is read for the occasion; all are read first. */
  now(snapshot: Snapshot, document: Document): Promise<readonly Problem[]>
  /** By the URI of each file of which the others say something: what, to be compared with later. */
  said(): Promise<ReadonlyMap<string, string>>
}

/** Others may wait: a person looks at the one that they type in. */
const pause = 500
/** Who has more files in a folder looks for the right case alone. */
const mostNames = 2000
/** A machine with more paths is none. */
const mostPaths = 50

export const aroundOf = (
  client: Client, host: Host, settings: SettingsStore, parts: () => { readonly documents: Documents, readonly workspace: Workspace }, log: (what: string, error: unknown) => void,
): WorkspaceAround & { start(): void } => {
  const language = languages.find(({ across }) => across)
  let state = 0
  let looked: 'no' | 'begun' | 'done' = 'no'
  let built: Promise<Across> | undefined
  const dirty = new Set<string>()
  let waiting: (() => void) | undefined
  let chosen: HostFacts | undefined
  let told = 0
  let answered = 'null'
  const hosts: (() => void)[] = []
  const folders = client.folders.filter(uri => uri.startsWith('file:')).map(uri => `${URI.parse(uri).path.replace(/\/$/, '')}/`)

  /** It may know an older text of the document that is asked about, and of no other. */
  const acrossFor = (uri: string): Promise<Across> => {
    if (!built || [...dirty].some(one => one !== uri)) {
      dirty.clear()
      built = parts().workspace.facts().then(files => language!.across!(files))
    }
    return built
  }

  const look = async (): Promise<void> => {
    looked = 'begun'
    await acrossFor('')
    looked = 'done'
    state++
    parts().documents.announceAround()
  }

  const changed = (uri: string): void => {
    if (!built || !parts().workspace.holds(uri)) return
    dirty.add(uri)
    state++
    waiting?.()
    waiting = host.later(pause, () => {
      waiting = undefined
      parts().documents.announceAround()
    })
  }

  const missing = async (across: Across, facts: readonly Fact[]): Promise<readonly Problem[]> => {
    const { files } = host
    const inside = files ? facts.filter(({ kind, value }) => kind === 'file' && folders.some(folder => value.startsWith(folder))).slice(0, mostPaths) : []
    return (await Promise.all(inside.map(async fact => await files!.isFile(fact.value) ? [] : [across.missing(fact)]))).flat()
  }

  const now = async (snapshot: Snapshot, document: Document): Promise<readonly Problem[]> => {
    const facts = document.facts(snapshot.lines())
    if (!facts.length || !language || !parts().workspace.holds(snapshot.uri)) return []
    const across = await acrossFor(snapshot.uri)
    return [...across.problems({ file: snapshot.uri, facts }, chosen), ...await missing(across, facts)]
  }

  /** In a workspace that nobody trusts, only its own folders are looked into. */
  const lost: Around['lost'] = async ({ uri }, document) => {
    const { files } = host
    if (!files || !uri.startsWith('file:') || !document.files) return []
    const folder = URI.parse(uri).fsPath.replaceAll('\\', '/').replace(/[^/]*$/, '')
    return lostFiles(document, folder, {
      isFile: files.isFile,
      read: path => files.read(URI.file(path).toString()),
      names: async path => (await files.entries(path, mostNames)).map(({ name }) => name),
    }, path => client.isTrusted() || folders.some(one => path.startsWith(one)))
  }

  return {
    state: () => state,
    host: () => chosen,
    tellHost: async answers => {
      // Much that happens on a host changes nothing of what it has.
      const now = JSON.stringify(answers)
      if (now === answered) return
      answered = now
      const mine = ++told
      const facts = answers ? await language?.host?.(answers) : undefined
      if (mine !== told) return
      chosen = facts
      state++
      parts().documents.announceAround()
      for (const listener of hosts) listener()
    },
    onHost: listener => { hosts.push(listener) },
    lacking: document => chosen ? document.lacking?.(chosen) ?? [] : [],
    lost,
    now,
    said: async () => {
      const across = await acrossFor('')
      const found = new Map<string, string>()
      for (const own of await parts().workspace.facts()) {
        const problems = across.problems(own)
        if (problems.length) found.set(own.file, JSON.stringify(problems))
      }
      return found
    },
    problems: async (snapshot, document) => {
      if (document.facts(snapshot.lines()).length === 0) return []
      // Of what is in no workspace, nobody can tell.
      if (!parts().workspace.holds(snapshot.uri)) return undefined
      if (looked === 'done') return now(snapshot, document)
      if (looked === 'no') void look().catch((error: unknown) => log('Reading the workspace', error))
      return undefined
    },
    start: () => {
      const { documents, workspace } = parts()
      documents.onChange(({ uri }, happened) => { if (happened === 'changed') changed(uri) })
      documents.onClose(changed)
      workspace.onFiles(uris => { for (const uri of uris) changed(uri) })
      settings.onChange(() => { if (built) changed(client.folders[0] === undefined ? '' : `${client.folders[0]}/`) })
    },
  }
}
