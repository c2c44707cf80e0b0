// Tags that close themselves while one types. VS Code asks a server for that only where `editor.formatOnType` is set, which few
// have; and then the caret would stand behind what was inserted.
import {
  Range, SnippetString, TextDocumentChangeReason, window, workspace, type Disposable, type Position, type TextDocumentChangeEvent, type TextEditor,
} from 'vscode'
import { leaves } from './beside'
import { section, settingsFrom } from './settings'
import type { Server } from './server'

export function closeTags(server: Server): Disposable {
  if (leaves().includes('closing-tags')) return { dispose: () => {} }
  return workspace.onDidChangeTextDocument(event => void answer(server, event))
}

async function answer(server: Server, { document, contentChanges, reason }: TextDocumentChangeEvent): Promise<void> {
  const editor = window.activeTextEditor
  const [change, ...more] = contentChanges
  if (document.languageId !== 'xml' || editor?.document !== document || !change || more.length || !change.range.isEmpty) return
  if ((change.text !== '>' && change.text !== '/') || reason === TextDocumentChangeReason.Undo || reason === TextDocumentChangeReason.Redo) return
  if (editor.selections.length !== 1 || !settingsFrom(workspace.getConfiguration(section, document)).autoClosingTags) return
  if (workspace.getConfiguration('editor', document).get('formatOnType') === true) return
  const { version } = document
  const position = change.range.start.translate(0, 1)
  // The client tells the server of the change in this same turn: the question shall come behind it.
  await Promise.resolve()
  const edits = await server.typed(document.uri, position, change.text).catch(() => [])
  const [edit] = edits
  if (!edit || !await caretAt(editor, position) || document.version !== version) return
  const { start, end } = edit.range
  if (edit.newText === '') await editor.edit(edited => edited.delete(new Range(start.line, start.character, end.line, end.character)))
  else {
    const text = new SnippetString()
    if (change.text === '>') text.appendTabstop(0)
    text.appendText(edit.newText)
    await editor.insertSnippet(text, position, { undoStopBefore: false, undoStopAfter: true })
  }
}

/** VS Code tells where the caret is in a message of its own, some milliseconds behind the change: the server may be faster. */
async function caretAt(editor: TextEditor, position: Position): Promise<boolean> {
  const here = () => editor.selection.isEmpty && editor.selection.active.isEqual(position)
  if (here()) return true
  return await new Promise(resolve => {
    const end = (is: boolean) => {
      clearTimeout(timer)
      moved.dispose()
      resolve(is)
    }
    const timer = setTimeout(() => end(here()), 1000)
    const moved = window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === editor && here()) end(true)
    })
  })
}
