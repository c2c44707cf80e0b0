// What the tests inside VS Code say: a document with a caret in it, what VS Code answers there, and waiting for it.
import {
  commands, CompletionItem, CompletionItemKind, CompletionList, Diagnostic, DocumentSymbol, Hover, languages, MarkdownString, Position, Range, Selection, SnippetString,
  Uri, window, workspace, type CodeAction, type TextDocument, type TextEditor,
} from 'vscode'
import { atCaret } from '../support/caret'
import { folder, shot, tell } from './channel'

/** In the web worker host, which has no Node. */
export const onWeb = typeof process === 'undefined'

export type LanguageId = 'xml' | 'markdown' | 'plaintext'

export interface Written {
  readonly editor: TextEditor
  readonly document: TextDocument
  readonly position: Position
}

export function holds(fact: unknown, message: string): asserts fact {
  if (!fact) throw new Error(message)
}

export function same(actual: unknown, expected: unknown, what: string): void {
  const [is, shall] = [JSON.stringify(actual, null, 1), JSON.stringify(expected, null, 1)]
  holds(is === shall, `${what}\nexpected: ${shall}\nis: ${is}`)
}

/** Asks until the answer is neither false nor undefined: what VS Code shows comes in its own time. */
export async function until<T>(what: string, ask: () => T | Promise<T>, seconds = 15): Promise<NonNullable<Exclude<T, false>>> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false) return answer as NonNullable<Exclude<T, false>>
    if (Date.now() > end) throw new Error(`within ${seconds} s not seen: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 40))
  }
}

/** What VS Code offers to do at a place. Now and then it cancels the question by itself: it is asked again, as its own light bulb would. */
export async function codeActions({ uri }: TextDocument, range: Range, kind?: string): Promise<readonly CodeAction[]> {
  return until('an answer about code actions', async () => {
    try {
      return await commands.executeCommand<readonly CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind)
    } catch (error) {
      if ((error as Error).name !== 'Canceled') throw error
      return false
    }
  })
}

/** Opens a file of the workspace in the editor. */
export async function open(name: string): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(Uri.joinPath(folder(), name)), { preview: false })
}

/** Opens an unsaved document of that text and puts the cursor where its caret is. */
export async function write(language: LanguageId, marked: string): Promise<Written> {
  const { text, offset } = atCaret(marked)
  const document = await workspace.openTextDocument({ language, content: text })
  const editor = await window.showTextDocument(document, { preview: false })
  // The name of an unsaved document is given again, and now and then the text behind it too.
  if (document.getText() !== text) await editor.edit(edit => edit.replace(new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end), text))
  const position = document.positionAt(offset)
  editor.selection = new Selection(position, position)
  return { editor, document, position }
}

/** Types as the keyboard does: what VS Code does at typing, such as opening the list, it does. */
export async function type(text: string): Promise<void> {
  for (const character of text) await commands.executeCommand('type', { text: character })
}

/** Opens the list of suggestions and waits for a row of it. VS Code drops the list where something gets in between: then again. */
export async function openList(row: string): Promise<void> {
  for (let left = 4; ; left--) {
    await commands.executeCommand('editor.action.triggerSuggest')
    try {
      await tell('workbench', { selector: `.suggest-widget.visible .monaco-list-row:has-text("${row}")`, patience: 5_000 })
      return
    } catch (error) {
      if (left === 0) throw error
    }
  }
}

/** Puts a text in the place of the first `old` of the document, as an edit that can be undone. */
export async function replace(editor: TextEditor, old: string, text: string): Promise<void> {
  const { document } = editor
  const start = document.getText().indexOf(old)
  holds(start >= 0, `the document has no \`${old}\``)
  await editor.edit(edit => edit.replace(new Range(document.positionAt(start), document.positionAt(start + old.length)), text))
}

/** After each test: a picture of what failed, then all that was changed is taken back and all editors are closed. */
export async function tidy(this: Mocha.Context): Promise<void> {
  const test = this.currentTest
  if (test?.state === 'failed') await shot(`failed-${test.title.replace(/[^a-z0-9]+/gi, '-').slice(0, 60)}`)
  for (const document of workspace.textDocuments.filter(each => each.isDirty && !each.isClosed)) {
    await window.showTextDocument(document, { preview: false })
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  }
  await commands.executeCommand('workbench.action.closeAllEditors')
  // Their names are given again: the next one would otherwise begin with the text of this one.
  await until('no unsaved document', () => workspace.textDocuments.every(({ uri }) => uri.scheme !== 'untitled'))
}

/** Our diagnostics of a document; other extensions' are none of our business. */
export const problems = (document: TextDocument): readonly Diagnostic[] =>
  languages.getDiagnostics(document.uri).filter(problem => problem.source?.toLowerCase() === 'virtdeck')

export const codeOf = ({ code }: Diagnostic): string => String(typeof code === 'object' ? code.value : code)

/** Waits for the problem whose underlined text is this; answers it. */
export const problemAt = (document: TextDocument, underlined: string): Promise<Diagnostic> =>
  until(`a problem that underlines \`${underlined}\`, of ${JSON.stringify(problems(document).map(({ message }) => message))}`,
    () => problems(document).find(problem => document.getText(problem.range) === underlined))

/** What the list offers there, snippets aside. */
export async function suggestions({ document, position }: Written): Promise<readonly CompletionItem[]> {
  const list = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', document.uri, position)
  return list.items.filter(({ kind }) => kind !== CompletionItemKind.Snippet)
}

export const labelOf = ({ label }: CompletionItem): string => typeof label === 'string' ? label : label.label

export const insertOf = (item: CompletionItem): string =>
  item.insertText instanceof SnippetString ? item.insertText.value : item.insertText ?? labelOf(item)

export async function hoverText(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position)
  return hovers.flatMap(hover => hover.contents).map(content => content instanceof MarkdownString ? content.value : String(content)).join('\n')
}

/** All names of the outline, depth first. */
export async function outline(document: TextDocument): Promise<readonly string[]> {
  const symbols = await commands.executeCommand<DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', document.uri)
  const names = (symbol: DocumentSymbol): string[] => [symbol.name, ...symbol.children.flatMap(names)]
  return (symbols ?? []).flatMap(names)
}

/** Where a text begins in the document, or some characters into it. */
export function placeOf(document: TextDocument, text: string, into = 0): Position {
  const offset = document.getText().indexOf(text)
  holds(offset >= 0, `the document has no \`${text}\``)
  return document.positionAt(offset + into)
}
