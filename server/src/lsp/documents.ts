// The open documents, and the only cache: for each document's latest version, what the core read in it.
// A snapshot keeps its own text and lines, since a document goes on changing while an answer is worked out.
import { TextDocuments, type Connection } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { configName, packageKey, packageName } from '../configured/configs'
import { languages, rulesOf } from '../core/languages'
import { lint, openConfig } from '../core/lint/index'
import type { Problem } from '../core/model'
import { foreign, type Document, type Language } from '../core/service'
import { linesOf, type Lines } from '../core/text/lines'
import type { InstalledHere } from './host'
import type { SettingsStore } from './settings'

export interface Snapshot {
  readonly uri: string
  readonly version: number
  readonly text: string
  lines(): Lines
  /** Read when first asked for. */
  document(): Promise<Document>
  /** What is told of it in the end, in the order of the places: as it was decided, and beside what the other documents say now. */
  problems(): Promise<readonly Problem[]>
}

/** What the other documents say of one. */
export interface Around {
  /** Another one when they may say something else. */
  state(): number
  /** Undefined while nobody has looked at them. */
  problems(snapshot: Snapshot, document: Document): Promise<readonly Problem[] | undefined>
  /** About files that it names and that are not there. */
  lost(snapshot: Snapshot, document: Document): Promise<readonly Problem[]>
  /** What the chosen host lacks that it asks for. */
  lacking(document: Document): readonly Problem[]
}

/** What happened to a document: it was opened or changed, saved, or only what is around it has changed. */
export type Happened = 'changed' | 'saved' | 'around'

export interface Documents {
  /** The document as it stands now; undefined when it is not open. */
  at(uri: string): Snapshot | undefined
  /** A text as if it were a document of XML; it is not kept. */
  read(uri: string, text: string): Snapshot
  /** All that are open. */
  all(): readonly Snapshot[]
  onChange(listener: (snapshot: Snapshot, happened: Happened) => void): void
  /** What is around them has changed. */
  announceAround(): void
  onClose(listener: (uri: string) => void): void
}

export const openDocuments = (connection: Connection, settings: SettingsStore, around: Around, installed?: InstalledHere): Documents => {
  const texts = new TextDocuments(TextDocument)
  const cache = new Map<string, Snapshot>()
  const changed: ((snapshot: Snapshot, happened: Happened) => void)[] = []
  const closed: ((uri: string) => void)[] = []

  const at = (uri: string): Snapshot | undefined => {
    const text = texts.get(uri)
    if (!text) return undefined
    const known = cache.get(uri)
    if (known && known.version === text.version) return known
    const fresh = snapshotOf(text, settings, around, installed)
    cache.set(uri, fresh)
    return fresh
  }
  const announce = (uri: string, happened: Happened = 'changed'): void => {
    const snapshot = at(uri)
    if (snapshot) for (const listener of changed) listener(snapshot, happened)
  }

  // A libvirt may have been installed or upgraded since: the next document is judged by what is there then.
  texts.onDidOpen(() => installed?.lookAgain())
  texts.onDidChangeContent(({ document }) => announce(document.uri))
  texts.onDidSave(({ document }) => announce(document.uri, 'saved'))
  texts.onDidClose(({ document: { uri } }) => {
    cache.delete(uri)
    settings.forget(uri)
    for (const listener of closed) listener(uri)
  })
  settings.onChange(() => {
    installed?.lookAgain()
    cache.clear()
    for (const uri of texts.keys()) announce(uri, 'around')
  })
  texts.listen(connection)

  const all = (): readonly Snapshot[] => texts.keys().flatMap(uri => at(uri) ?? [])

  const read = (uri: string, text: string): Snapshot => snapshotOf(TextDocument.create(uri, 'xml', 0, text), settings, alone, installed)

  const announceAround = (): void => { for (const uri of texts.keys()) announce(uri, 'around') }

  return { at, read, all, announceAround, onChange: listener => { changed.push(listener) }, onClose: listener => { closed.push(listener) } }
}

/** Nothing is around it. */
const alone: Around = { state: () => 0, problems: async () => undefined, lost: async () => [], lacking: () => [] }

export const snapshotOf = (source: TextDocument, settings: SettingsStore, around: Around, installed?: InstalledHere): Snapshot => {
  const { uri, version, languageId } = source
  const text = source.getText()
  const language = languageOf(languageId, uri)
  let lines: Lines | undefined
  let document: Promise<Document> | undefined
  let problems: Promise<readonly Problem[]> | undefined
  let seen: number | undefined

  const read = async (): Promise<Document> => {
    const document = isConfig(uri) ? openConfig(text, await rulesOf(), keyIn(uri)) : language ? await language.open(text, await settings.of(uri), installed) : foreign
    const { target } = document
    // In a comment it is a problem of the document.
    if (target?.lacking && target.from !== 'comment') settings.complain(target.note ?? '')
    return document
  }
  const find = async (): Promise<readonly Problem[]> => {
    const document = await snapshot.document()
    const sorted = (found: readonly Problem[]): readonly Problem[] => [...found].sort((one, other) => one.span.start - other.span.start)
    if (isConfig(uri)) return sorted(document.problems())
    const [across, lost] = await Promise.all([around.problems(snapshot, document), around.lost(snapshot, document)])
    return sorted(lint({ text, document, config: await settings.lintOf(uri), rules: await rulesOf(), lost, host: around.lacking(document), ...across && { across } }))
  }

  const snapshot: Snapshot = {
    uri,
    version,
    text,
    lines: () => lines ??= linesOf(text),
    document: () => document ??= read(),
    problems: () => {
      if (!problems || seen !== around.state()) problems = find()
      seen = around.state()
      return problems
    },
  }
  return snapshot
}

/** By the editor's word for the language, else by the file's extension: editors differ in their words. */
const languageOf = (editorId: string, uri: string): Language | undefined => {
  const extension = /\.[^./]*(?=$|[?#])/.exec(uri)?.[0].toLowerCase()
  return languages.find(language => language.editorIds.includes(editorId))
    ?? languages.find(language => extension !== undefined && language.extensions.includes(extension))
}

const isConfig = (uri: string): boolean => uri.endsWith(`/${configName}`) || uri.endsWith(`/${packageName}`)

const keyIn = (uri: string): string | undefined => uri.endsWith(`/${packageName}`) ? packageKey : undefined
