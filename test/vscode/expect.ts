// What the tests inside VS Code say: a document with a caret in it, what is expected, and waiting for it.
import { commands, Position, Range, Selection, Uri, window, workspace, type TextDocument, type TextEditor } from 'vscode'
import { atCaret } from '../support/caret'
import { folder } from './channel'

export function holds(fact: unknown, message: string): asserts fact {
  if (!fact) throw new Error(message)
}

export function same(actual: unknown, expected: unknown, what: string): void {
  const [is, shall] = [JSON.stringify(actual, null, 1), JSON.stringify(expected, null, 1)]
  holds(is === shall, `${what}\nexpected: ${shall}\nis: ${is}`)
}

/** Asks until the answer is neither false nor undefined; what VS Code shows comes in its own time. */
export async function until<T>(what: string, ask: () => T | Promise<T>, seconds = 15): Promise<NonNullable<T>> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false) return answer
    if (Date.now() > end) throw new Error(`within ${seconds} s not seen: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 40))
  }
}

/** Opens a file of the workspace in the editor. */
export async function open(name: string): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(Uri.joinPath(folder(), name)), { preview: false })
}

/** Opens an unsaved document of that text and puts the cursor where its caret is. */
export async function write(language: 'xml' | 'markdown', marked: string): Promise<{ readonly editor: TextEditor; readonly document: TextDocument; readonly position: Position }> {
  const { text, offset } = atCaret(marked)
  const document = await workspace.openTextDocument({ language, content: text })
  const editor = await window.showTextDocument(document, { preview: false })
  const position = document.positionAt(offset)
  editor.selection = new Selection(position, position)
  return { editor, document, position }
}

/** Types as the keyboard does: what VS Code does at typing, such as opening the list, it does. */
export async function type(text: string): Promise<void> {
  for (const character of text) await commands.executeCommand('type', { text: character })
}

/** Takes back what was changed and closes all editors. */
export async function closeAll(): Promise<void> {
  while (window.activeTextEditor) await commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  await commands.executeCommand('workbench.action.closeAllEditors')
}

/** The text of a range, for messages and comparisons. */
export const textOf = (document: TextDocument, range: Range): string => document.getText(range)
