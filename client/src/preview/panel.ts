// The life of one webview: made or brought back, drawn as the text changes, followed and clicked, and ended.
// It knows no content; what it shows comes from its subject.
import { Disposable, languages, Range, Uri, ViewColumn, window, workspace, type TextDocument, type TextEditor } from 'vscode'
import type { FromPage, ToPage } from './messages'
import { pageHtml, pagesFolder } from './page'
import { itemAt, type DrawnItem, type Drawing, type Excuse, type Subject } from './subject'
import type { Surface } from './surface'

export interface Panel extends Disposable {
  readonly uri: Uri
  /** It has the focus, so a command without an argument means its document. */
  isActive(): boolean
  reveal(): void
  /** Shows it and gives it the keys. */
  focus(): void
  /** The number of things drawn, once the page has told that it shows them; undefined when the panel is closed before. */
  drawn(): Promise<number | undefined>
  post(message: ToPage): void
  /** Draws again, though the text is the same. */
  redraw(): void
  /** The thing drawn for that place. */
  item(index: number): DrawnItem | undefined
  /** The page's policy depends on settings: builds it anew. */
  reload(): void
}

export interface PanelOptions {
  readonly surface: Surface
  readonly subject: Subject
  readonly uri: Uri
  readonly extension: Uri
  /** Read whenever the page is built. */
  remoteImages(): boolean
  openSetting(): void
  /** What the page says that is not about drawing. */
  heard?(message: FromPage): void
  onEnd(): void
}

/** While a person types, drawing waits until this long after the last key. */
const pause = 150

export function livePanel({ surface, subject, uri, extension, remoteImages, openSetting, heard: heardElse, onEnd }: PanelOptions): Panel {
  const { webview } = surface
  let folders: readonly Uri[] = []
  let drawing: Drawing | undefined
  /** Why there is nothing newer to draw. */
  let excuse: Excuse | null = null
  /** What the page has been given last. */
  let posted: Drawing['message'] | undefined
  let caret: number | null = null
  let shown: number | undefined
  let ready = false
  /** The text has changed since the last drawing began: the panel was hidden, or busy. */
  let late = false
  let ended = false
  let busy = false
  /** The next drawing is to be whole. */
  let owed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const waiting: ((count: number | undefined) => void)[] = []

  /** What is to be said to a page that is not there yet. */
  const unsaid: ToPage[] = []
  const post = (message: ToPage): void => { if (ready && !ended) void webview.postMessage(message) }
  const beside = subject.beside?.(uri, post)

  const build = (): void => {
    ready = false
    posted = undefined
    webview.options = { enableScripts: true, localResourceRoots: [pagesFolder(extension), ...(subject.id === 'vm' ? [] : folderOf(uri)), ...folders] }
    webview.html = pageHtml(webview, { extension, page: subject.id, title: surface.title, uri, remoteImages: remoteImages() })
  }

  /** One drawing at a time: what changes meanwhile is drawn once, afterwards. */
  const draw = async (whole = true): Promise<void> => {
    owed ||= whole
    late = !surface.visible || busy
    if (late) return
    busy = true
    const wanted = owed
    owed = false
    const result = await drawNow(uri, subject, wanted)
    busy = false
    if (ended) return
    if (late && subject.eager) void draw(false)
    else if (late) drawLater()
    if (result === 'stale') return
    if (typeof result === 'string' || 'excuse' in result) {
      excuse = typeof result === 'string' ? { excuse: result } : result
      answer(drawing?.items.length ?? 0)
    } else {
      drawing = result
      excuse = null
      const unknown = result.folders.filter(folder => !folders.some(known => known.toString() === folder.toString()))
      if (unknown.length > 0) {
        // The page is loaded again, and then asks for everything by `ready`.
        folders = [...folders, ...unknown]
        build()
      }
      postDrawing()
      beside?.drawn(drawing)
      if (result.more) void draw()
    }
    tellNote()
    follow(editorOf(uri))
  }

  const postDrawing = (): void => {
    if (!drawing || !ready) return
    const { message } = drawing
    post(posted && subject.since ? subject.since(posted, message) : message)
    posted = message
  }

  const tellNote = (): void => post({
    type: 'note', text: excuse?.excuse ?? drawing?.remark ?? subject.remark?.(uri) ?? null, ...(excuse?.line !== undefined && { line: excuse.line }),
  })

  const drawLater = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void draw(), pause)
  }

  const changed = (): void => {
    if (subject.eager) void draw(false)
    drawLater()
  }

  const follow = (editor: TextEditor | undefined): void => {
    if (!editor || !drawing) return
    caret = itemAt(drawing.items, editor.document.offsetAt(editor.selection.active))
    post({ type: 'caret', index: caret })
  }

  /** The page shows what was drawn last, and all of it, and the text has not changed since. */
  const isShown = (): boolean => {
    const document = workspace.textDocuments.find(isOurs)
    return drawing !== undefined && !drawing.more && shown === drawing.message.version && (!document || document.version === shown)
  }

  const answer = (count: number | undefined): void => { for (const done of waiting.splice(0)) done(count) }

  const heard = async (message: FromPage): Promise<void> => {
    switch (message.type) {
      case 'ready':
        ready = true
        posted = undefined
        postDrawing()
        for (const message of unsaid.splice(0)) post(message)
        tellNote()
        post({ type: 'caret', index: caret })
        beside?.again()
        beside?.look(surface.visible)
        if (!drawing && !busy || late) await draw(!subject.eager)
        break
      case 'drawn':
        shown = message.version
        if (drawing && isShown()) answer(drawing.items.length)
        break
      case 'reveal': {
        const target = drawing?.items[message.index]?.target
        if (target) await goTo(uri, target.start, target.end)
        break
      }
      case 'line': await goToLine(uri, message.line); break
      case 'remote-images': openSetting(); break
      default:
        if (drawing) await subject.heard?.(message, uri, drawing)
        heardElse?.(message)
    }
  }

  const life = Disposable.from(
    webview.onDidReceiveMessage((message: FromPage) => void heard(message)),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => { if (contentChanges.length > 0 && isOurs(document)) changed() }),
    workspace.onDidOpenTextDocument(document => { if (isOurs(document)) drawLater() }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some(each => each.toString() === uri.toString())) return
      tellNote()
      if (subject.id === 'vm') drawLater()
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => { if (isOurs(textEditor.document)) follow(textEditor) }),
    surface.onVisibility(() => {
      if (!surface.visible) ready = false
      beside?.look(surface.visible)
    }),
    surface.onEnd(() => end()),
  )
  const isOurs = (document: TextDocument): boolean => document.uri.toString() === uri.toString()

  const end = (): void => {
    if (ended) return
    ended = true
    clearTimeout(timer)
    life.dispose()
    beside?.dispose()
    answer(undefined)
    onEnd()
  }

  build()
  // Rendering need not wait until the page is there.
  if (subject.eager) void draw(false)
  return {
    uri,
    isActive: () => surface.active,
    reveal: () => surface.reveal(true),
    focus: () => surface.reveal(false),
    post: message => ready ? post(message) : void unsaid.push(message),
    redraw: () => void draw(),
    item: index => drawing?.items[index],
    reload: build,
    drawn: () => drawing && isShown()
      ? Promise.resolve(drawing.items.length)
      : new Promise(resolve => { waiting.push(resolve) }),
    dispose: () => surface.dispose(),
  }
}

const drawNow = async (uri: Uri, subject: Subject, whole: boolean): Promise<Drawing | Excuse | string> => {
  try {
    return await subject.draw(await workspace.openTextDocument(uri), whole)
  } catch (error) {
    return `The preview failed: ${error instanceof Error ? error.message : String(error)}`
  }
}

const folderOf = (uri: Uri): readonly Uri[] =>
  uri.scheme === 'untitled' ? [] : [workspace.getWorkspaceFolder(uri)?.uri ?? Uri.joinPath(uri, '..')]

const editorOf = (uri: Uri): TextEditor | undefined =>
  window.visibleTextEditors.find(editor => editor.document.uri.toString() === uri.toString())

const goToLine = async (uri: Uri, line: number): Promise<void> => {
  const document = await workspace.openTextDocument(uri)
  const at = document.offsetAt(document.lineAt(Math.min(line, document.lineCount - 1)).range.start)
  await goTo(uri, at, at)
}

/** In the editor that shows the text already, else in the first column. */
const goTo = async (uri: Uri, start: number, end: number): Promise<void> => {
  const document = await workspace.openTextDocument(uri)
  const selection = new Range(document.positionAt(start), document.positionAt(end))
  await window.showTextDocument(document, { selection, viewColumn: editorOf(uri)?.viewColumn ?? ViewColumn.One })
}
