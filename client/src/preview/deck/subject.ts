// The preview of a deck, the speaker's view of it and the small pictures in the explorer: Marp renders the text in its thread, and each slide leads back to its lines.
import { Position, Range, Uri, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode'
import type { Server } from '../../server'
import type { SlidePicture, ToPage } from '../messages'
import type { Drawing, Excuse, Subject } from '../subject'
import type { Picture } from './engine'
import { imageFolders } from './images'
import type { DeckMachines } from './machines'
import { firstLineOf } from './place'
import type { DeckStyle } from './style'
import type { DeckRenderer } from './thread'

type DeckMessage = Extract<ToPage, { type: 'deck' }>

export interface DeckParts {
  readonly server: Server
  readonly renderer: DeckRenderer
  readonly style: DeckStyle
  readonly machines: DeckMachines
  remoteImages(): boolean
}

export const deckSubject = (parts: DeckParts): Subject => subjectOf(parts, 'deck', name => `Slides ${name}`)
export const presenterSubject = (parts: DeckParts): Subject => subjectOf(parts, 'presenter', name => `Speaker ${name}`)
export const outlineSubject = (parts: DeckParts): Subject => ({
  ...subjectOf(parts, 'outline', name => `Slides ${name}`),
  async heard(message, uri) { if (message.type === 'move') await move(parts.server, uri, message.from, message.to) },
})

const subjectOf = ({ server, renderer, style, machines, remoteImages }: DeckParts, id: Exclude<Subject['id'], 'vm'>, title: Subject['title']): Subject => ({
  id,
  viewType: `virtdeck.${id}`,
  title,
  eager: true,
  async draw(document, whole) {
    const { version } = document
    const text = document.getText()
    // The server may be busy with the same key: what the text is, is asked once the keys rest.
    if (whole && (await server.facts(document.uri)).kind !== 'marp') return 'The front matter does not say `marp: true` at the moment: these are the last slides.'
    if (whole && document.version !== version) return 'stale'
    const { settings, remarks } = await style.of(document)
    const deck = await renderer.render({ key: document.uri.toString(), text: await machines.drawnIn(document.uri, text, settings), settings, whole })
    if (!deck.ok) return { excuse: deck.message, ...(deck.line !== undefined && { line: deck.line }) } satisfies Excuse
    const { picture } = deck
    const remark = [...remarks, ...deck.remarks].join(' ')
    return {
      message: { type: 'deck', version, css: picture.css, remoteImages: remoteImages(), slides: slidesOf(picture) },
      items: itemsOf(document, text, picture.lines),
      folders: document.isUntitled || !workspace.isTrusted ? [] : foldersBeside(document.uri, imageFolders([picture.css, ...picture.slides])),
      more: deck.more,
      ...(remark && { remark }),
    }
  },
  since: (last, now) => last.type === 'deck' && now.type === 'deck' && last.remoteImages === now.remoteImages ? changesOf(last, now) : now,
})

const slidesOf = ({ slides, titles, notes }: Picture): readonly SlidePicture[] => slides.map((html, i) => ({ html, title: titles[i] ?? '', notes: notes[i] ?? [] }))

const itemsOf = (document: TextDocument, text: string, lines: readonly number[]): Drawing['items'] => {
  const starts = lines.map(line => document.offsetAt(new Position(line, 0)))
  return starts.map((start, i) => {
    const span = { start, end: starts[i + 1] ?? text.length }
    return { spans: [span], target: firstLineOf(text, span) }
  })
}

const changesOf = (last: DeckMessage, now: DeckMessage): ToPage => ({
  type: 'slides', version: now.version, total: now.slides.length, css: last.css === now.css ? null : now.css,
  changed: now.slides.flatMap((slide, index) => same(last.slides[index], slide) ? [] : [[index, slide] as const]),
})

const same = (a: SlidePicture | undefined, b: SlidePicture): boolean =>
  a !== undefined && a.html === b.html && a.title === b.title && a.notes.length === b.notes.length && a.notes.every((note, i) => note === b.notes[i])

/** Those outside the workspace folder and the deck's own folder, which the page may read anyway. */
const foldersBeside = (deck: Uri, folders: readonly string[]): readonly Uri[] => {
  const own = Uri.joinPath(deck, '..')
  const open = workspace.getWorkspaceFolder(deck)?.uri ?? own
  return folders
    .map(folder => folder.startsWith('/') ? own.with({ path: folder }) : Uri.joinPath(own, folder))
    .filter(({ path }) => ![open, own].some(known => `${path}/`.startsWith(`${known.path}/`)))
}

async function move(server: Server, uri: Uri, from: number, to: number): Promise<void> {
  const answer = await server.moveSlide(uri, from, to)
  const document = await workspace.openTextDocument(uri)
  if (!answer || answer.version !== document.version) return void window.setStatusBarMessage('The slide cannot go there: one that begins by its heading needs that heading.', 5000)
  const change = new WorkspaceEdit()
  for (const { range: { start, end }, newText } of answer.edits) change.replace(uri, new Range(start.line, start.character, end.line, end.character), newText)
  await workspace.applyEdit(change)
}
