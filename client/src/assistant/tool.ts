// What a tool for language models is, and how it finds the document and the host that it is about. A model is no person: it is given
// files of the workspace and connections that the person has set up, no others (a connection may name a program to be run).
import { Uri, workspace, type CancellationToken, type MarkdownString, type TextDocument } from 'vscode'
import type { Session } from '../commands/command'
import { namesOwnEmulator } from '../hosts/check'
import type { HostSide } from '../hosts/side'

export interface Tool<Input> {
  /** As package.json contributes it. */
  readonly name: string
  /** While it runs. */
  doing(input: Input): string
  /** What the person agrees to; absent where nothing is changed. */
  confirm?(session: Session, input: Input): Promise<{ readonly title: string; readonly message: MarkdownString }>
  /** What the model is told. */
  run(session: Session, input: Input, token: CancellationToken): Promise<string>
}

export interface DocumentInput {
  /** From the workspace's folder on, absolute, or a URI. */
  readonly file: string
}

export interface HostInput extends DocumentInput {
  readonly connection?: string
}

/** Why not, as a text. */
export async function documentAt({ file }: DocumentInput): Promise<TextDocument | string> {
  const folders = workspace.workspaceFolders ?? []
  const uris = /^[a-z][a-z0-9+.-]+:/i.test(file) ? [Uri.parse(file)] : file.startsWith('/') ? [Uri.file(file)] : folders.map(({ uri }) => Uri.joinPath(uri, file))
  for (const uri of uris) {
    const open = workspace.textDocuments.find(document => document.uri.toString() === uri.toString())
    if (open) return open
    if (!workspace.getWorkspaceFolder(uri)) continue
    try {
      return await workspace.openTextDocument(uri)
    } catch {
      // Perhaps in another folder.
    }
  }
  return `There is no file ${file} in the workspace, and no editor has it open.`
}

export const missingDesktop = 'This needs VS Code on the desktop: it runs virsh, and a browser cannot.'

interface OnHost {
  readonly side: HostSide
  readonly connection: string
}

export interface AskedOnHost extends OnHost {
  readonly document: TextDocument
}

/** The file and the host that a tool is asked about; else why there is no such. */
export async function askedIn(session: Session, input: HostInput): Promise<AskedOnHost | string> {
  const host = await hostFor(session, input.connection)
  if (typeof host === 'string') return host
  const document = await documentAt(input)
  return typeof document === 'string' ? document : { ...host, document }
}

async function hostFor({ side }: Session, asked: string | undefined): Promise<OnHost | string> {
  if (!side) return missingDesktop
  if (!workspace.isTrusted) return 'The person has not trusted this workspace, so no host is touched.'
  const connection = asked ?? side.connections.chosen()
  const known = await side.connections.list()
  return known.includes(connection) ? { side, connection } : `The person has not set up the connection ${connection}. Those that are: ${known.join(', ')}.`
}

/** A model that writes both program and document would have one run that nobody agreed to. Null where that cannot be; else what to tell it. */
export const ownEmulator = async ({ side, connection, document }: AskedOnHost): Promise<string | null> =>
  await namesOwnEmulator(side.hosts.session(connection), document.getText())
    ? `The document names an emulator that ${connection} does not list, and libvirt would start it: leave \`<emulator>\` out, or ask the person to check it.` : null
