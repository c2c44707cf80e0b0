// Virtdeck: Export Deck…. Through Marp CLI where the workspace or a setting has it (nothing is ever downloaded), else HTML by marp-core.
import { commands, Uri, window, workspace, type TextDocument } from 'vscode'
import { cliArguments, exportFormats, reasonIn, type ExportFormat } from '../export/formats'
import { deckHtml } from '../export/html'
import type { Tools } from '../host'
import { section, settingsFrom } from '../settings'
import { argumentOf, documentOf, nameOf, type Command, type Session } from './command'
import { withCancel } from './on-host'

/** A browser starts for most formats, and draws each slide. */
const timeLimit = 5 * 60_000

export const exportDeck: Command = {
  id: 'virtdeck.exportDeck',
  /** Gives `{ output, by }`. `format` in the argument (a label of the list) and `output` are taken unasked. */
  async run(session, argument) {
    const document = await documentOf(session, argumentOf(argument))
    if (!document) return void window.showInformationMessage('Open a Marp deck first, then export it.')
    if ((await session.server.summary(document.uri))?.kind !== 'marp') {
      return void window.showInformationMessage(`${nameOf(document.uri)} is no Marp deck: begin it with a front matter that says \`marp: true\`.`)
    }
    const { tools } = session.host
    const cli = tools && workspace.isTrusted && document.uri.scheme === 'file' ? await findCli(document) : null
    const format = await formatFrom(argument, cli !== null)
    if (!format) return undefined
    const output = await outputFrom(argument, document, format)
    if (!output) return undefined
    return cli !== null && tools ? byCli(session, tools, { document, cli, format, output }) : byCore(session, document, output)
  },
}

interface Job {
  readonly document: TextDocument
  readonly cli: string
  readonly format: ExportFormat
  readonly output: Uri
}

async function byCli(session: Session, tools: Tools, { document, cli, format, output }: Job): Promise<unknown> {
  if (document.isDirty && !await document.save()) return undefined
  const { themes, configuration, settings: { html }, text } = await session.previews.styled(document)
  const result = await withCancel(`Marp CLI writes ${nameOf(output)}`, signal => asFile(document, text, deck => tools.run({
    program: 'node', timeLimit, signal,
    args: cliArguments({ cli, deck, output: output.fsPath, format, themes, html, ...(configuration !== undefined && { config: configuration }) }),
  })))
  if (result.end === 'cancelled') return undefined
  if (result.end === 'exited' && result.code === 0) return done(output, 'marp-cli')
  const why = result.end === 'exited' || result.end === 'crashed' ? reasonIn(result.stderr)
    : result.end === 'timed-out' ? `it took longer than ${timeLimit / 60_000} minutes.`
    : result.cause === 'missing' ? '`node` is not on the path.' : result.message
  return void window.showErrorMessage(`Marp CLI did not write ${nameOf(output)}: ${why}`)
}

/** A deck with machines goes as a copy beside it, for its images are told from there; the copy is gone afterwards. */
async function asFile<T>(document: TextDocument, text: string, use: (path: string) => Promise<T>): Promise<T> {
  if (text === document.getText()) return use(document.uri.fsPath)
  const copy = Uri.joinPath(document.uri, '..', `.virtdeck-${crypto.randomUUID()}.md`)
  await workspace.fs.writeFile(copy, new TextEncoder().encode(text))
  try {
    return await use(copy.fsPath)
  } finally {
    await workspace.fs.delete(copy)
  }
}

async function byCore(session: Session, document: TextDocument, output: Uri): Promise<unknown> {
  const deck = await session.previews.rendered(document)
  if (!deck.ok) return void window.showErrorMessage(deck.message)
  await workspace.fs.writeFile(output, new TextEncoder().encode(deckHtml(deck.picture, deck.picture.titles.find(title => title !== '') ?? nameOf(document.uri))))
  return done(output, 'marp-core')
}

function done(output: Uri, by: string): unknown {
  const open = 'Open'
  void window.showInformationMessage(`${nameOf(output)} is written.`, open).then(choice => { if (choice === open) void commands.executeCommand('vscode.open', output) })
  return { output: output.toString(), by }
}

async function formatFrom(argument: unknown, cli: boolean): Promise<ExportFormat | undefined> {
  const wanted = textIn(argument, 'format')
  if (wanted !== undefined) return exportFormats.find(({ label }) => label === wanted)
  const offered = cli ? exportFormats : exportFormats.slice(0, 1)
  const items = offered.map(format => ({ label: format.label, description: `.${format.extension}`, format }))
  return (await window.showQuickPick(items, { title: 'Export Deck', placeHolder: cli ? 'As what?' : 'Only HTML: other formats need @marp-team/marp-cli in the workspace, or `virtdeck.deck.marpCli`' }))?.format
}

async function outputFrom(argument: unknown, document: TextDocument, { extension }: ExportFormat): Promise<Uri | undefined> {
  const wanted = textIn(argument, 'output')
  if (wanted !== undefined) return Uri.parse(wanted, true)
  const folder = document.isUntitled ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(document.uri, '..')
  const name = `${nameOf(document.uri).replace(/\.\w+$/, '')}.${extension}`
  return window.showSaveDialog({ ...(folder && { defaultUri: Uri.joinPath(folder, name) }), filters: { [extension.toUpperCase()]: [extension] } })
}

/** What the person has set, else what the workspace has installed from the deck's folder upwards. */
async function findCli({ uri }: TextDocument): Promise<string | null> {
  const { marpCli } = settingsFrom(workspace.getConfiguration(section))
  if (marpCli !== '') return marpCli
  for (const folder of foldersAbove(uri)) {
    const file = Uri.joinPath(folder, 'node_modules', '@marp-team', 'marp-cli', 'marp-cli.js')
    if (await exists(file)) return file.fsPath
  }
  return null
}

/** From a file's own to that of the workspace; never above it. */
const foldersAbove = (uri: Uri): readonly Uri[] => {
  const top = workspace.getWorkspaceFolder(uri)?.uri
  const folders = [Uri.joinPath(uri, '..')]
  while (top && folders.at(-1)!.path !== top.path && folders.at(-1)!.path.startsWith(top.path)) folders.push(Uri.joinPath(folders.at(-1)!, '..'))
  return folders
}

const exists = async (file: Uri): Promise<boolean> => {
  try {
    await workspace.fs.stat(file)
    return true
  } catch {
    return false
  }
}

const textIn = (argument: unknown, name: string): string | undefined => {
  const value = typeof argument === 'object' && argument !== null ? (argument as Readonly<Record<string, unknown>>)[name] : undefined
  return typeof value === 'string' ? value : undefined
}
