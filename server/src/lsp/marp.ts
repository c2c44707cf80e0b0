// How decks are drawn for this client: what VS Code's settings for Marp say, and Marp CLI's configuration beside the deck or further up.
// One reading for the problems and for the preview.
import type { Connection } from 'vscode-languageserver'
import { URI } from 'vscode-uri'
import type { ReadText } from '../configured/configs'
import { marpDrawing, type MarpDrawing, type MarpSaid } from '../configured/marp'
import type { MarpSettings } from '../core/service'
import type { Client } from './client'
import type { Host } from './host'

export interface Here {
  readonly connection: Connection
  readonly client: Client
  readonly host: Host
  readonly readText: ReadText
}

export const marpHere = async (uri: string, mode: MarpSettings['mode'], { connection, client, host: { files }, readText }: Here): Promise<MarpDrawing> => {
  const said = await asked(uri, connection, client)
  const deck = URI.parse(uri)
  const at = (path: string): string => (deck.scheme === 'file' ? URI.file(path) : deck.with({ path })).toString()
  const folders = client.folders.map(folderIn)
  const mayRead = (path: string): boolean => client.isTrusted() || folders.some(folder => path.startsWith(folder))
  // Paths in VS Code's setting count from the workspace's folder, and may lead out of it.
  const workspace = client.folders.findIndex(one => uri.startsWith(one.endsWith('/') ? one : `${one}/`))
  const folder = deck.scheme === 'untitled' ? folders[0] ?? '/' : folderOf(uri)
  return marpDrawing(folder, mode, {
    read: async path => mayRead(path) ? readText(at(path)) : null,
    // In a browser nobody lists a folder: themes have to be named there.
    names: async folder => files && deck.scheme === 'file' && mayRead(folder) ? (await files.entries(folder, mostFiles)).map(({ name }) => name) : [],
  }, said, folders[workspace] ?? folder, deck.scheme === 'file' ? pathOf(uri) : undefined)
}

const mostFiles = 1000

const pathOf = (uri: string): string => URI.parse(uri).fsPath.replaceAll('\\', '/')

const folderOf = (uri: string): string => pathOf(uri).replace(/[^/]*$/, '')

const folderIn = (uri: string): string => folderOf(`${uri.replace(/\/$/, '')}/x`)

/** The settings of Marp for VS Code, whether it is there or not. */
const asked = async (uri: string, connection: Connection, client: Client): Promise<MarpSaid> => {
  if (!client.configuration) return {}
  const given: unknown = await connection.workspace.getConfiguration({ scopeUri: uri, section: 'markdown.marp' }).catch(() => null)
  if (typeof given !== 'object' || given === null) return {}
  const { themes, html, enableHtml, mathTypesetting } = given as Readonly<Record<string, unknown>>
  return {
    ...Array.isArray(themes) && themes.length && { themes: themes.filter(entry => typeof entry === 'string') },
    ...(html === 'all' || enableHtml === true ? { html: 'all' } as const : html === 'off' ? { html: 'off' } as const : {}),
    ...(mathTypesetting === 'off' || mathTypesetting === 'katex' || mathTypesetting === 'mathjax') && { math: mathTypesetting },
  }
}
