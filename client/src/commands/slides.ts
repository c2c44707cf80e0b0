// What is done with the slide at the caret: the server knows what to change, as for every other change on demand.
import { CodeAction, commands, Position, Range, Selection, TextEditorRevealType, window, workspace } from 'vscode'
import { argumentOf, documentOf, nameOf, type Session } from './command'

/** Makes the change of that title; the caret goes with its slide. Gives `{ slide }`, the number of the slide where the caret is then. */
export async function changeSlide(session: Session, argument: unknown, title: string, by: number): Promise<unknown> {
  const document = await documentOf(session, argumentOf(argument))
  if (!document) return void window.showInformationMessage('Open a Marp deck first.')
  const editor = await window.showTextDocument(document)
  const before = await slideAt(session, editor)
  if (!before) return void window.showInformationMessage(`${nameOf(document.uri)} is no Marp deck: begin it with a front matter that says \`marp: true\`.`)
  const { active } = editor.selection
  const inside = document.offsetAt(active) - before.starts[before.at]!
  const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, new Range(active, active), 'refactor.rewrite')
  const edit = actions.find(action => action.title === title)?.edit
  if (!edit) return void window.showInformationMessage(`${title}: that cannot be done with this slide here.`)
  await workspace.applyEdit(edit)
  if (by === 0) return { slide: (await slideAt(session, editor))!.at + 1 }
  const after = await slideAt(session, editor)
  const to = Math.min(Math.max(before.at + by, 0), (after?.starts.length ?? 1) - 1)
  const start = after?.starts[to] ?? 0
  // In the first slide the front matter is counted too.
  const within = before.at === 0 || to === 0 ? 0 : Math.max(0, inside)
  goTo(editor, to === 0 || within === 0 ? contentLine(editor, start, to) : document.positionAt(Math.min(start + within, (after?.starts[to + 1] ?? Infinity) - 1)))
  return { slide: to + 1 }
}

/** Puts the caret into the slide that is so many further on. */
export async function stepSlide(session: Session, argument: unknown, by: number): Promise<unknown> {
  const document = await documentOf(session, argumentOf(argument))
  if (!document) return undefined
  const editor = await window.showTextDocument(document)
  const found = await slideAt(session, editor)
  if (!found) return undefined
  const to = Math.min(Math.max(found.at + by, 0), found.starts.length - 1)
  if (to !== found.at) goTo(editor, contentLine(editor, found.starts[to]!, to))
  return { slide: to + 1 }
}

type Editor = Awaited<ReturnType<typeof window.showTextDocument>>

const slideAt = async ({ server }: Session, editor: Editor): Promise<{ readonly at: number; readonly starts: readonly number[] } | undefined> => {
  const answer = await server.summary(editor.document.uri)
  if (answer?.summary.kind !== 'deck') return undefined
  const starts = answer.summary.slides.map(({ span }) => span.start)
  const caret = editor.document.offsetAt(editor.selection.active)
  return { starts, at: Math.max(0, starts.filter(start => start <= caret).length - 1) }
}

/** Behind the ruler that begins it; the first slide begins behind the front matter. */
const contentLine = ({ document }: Editor, start: number, slide: number): Position => {
  let { line } = document.positionAt(start)
  const text = (at: number): string => document.lineAt(Math.min(at, document.lineCount - 1)).text
  if (slide === 0 && /^---/.test(text(0))) do line++; while (line < document.lineCount - 1 && !/^ {0,3}(?:---|\.\.\.)/.test(text(line)))
  if (/^ {0,3}(?:[-*_][ \t]*){3,}$/.test(text(line)) || /^\.\.\./.test(text(line))) line++
  while (line < document.lineCount - 1 && text(line).trim() === '') line++
  return new Position(Math.min(line, document.lineCount - 1), 0)
}

const goTo = (editor: Editor, place: Position): void => {
  editor.selection = new Selection(place, place)
  editor.revealRange(new Range(place, place), TextEditorRevealType.InCenterIfOutsideViewport)
}
