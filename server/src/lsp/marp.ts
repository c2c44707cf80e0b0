// How decks are drawn for this client: what VS Code's settings for Marp say, and Marp CLI's configuration on the host's disks.
import type { Connection } from 'vscode-languageserver'
import { URI } from 'vscode-uri'
import { marpSettings, type MarpSaid } from '../configured/marp'
import { defaultMarp, type MarpSettings } from '../core/service'
import type { Client } from './client'
import type { Host } from './host'

interface Here {
  readonly connection: Connection
  readonly client: Client
  readonly host: Host
}

export const marpHere = async (uri: string, mode: MarpSettings['mode'], { connection, client, host: { files } }: Here): Promise<MarpSettings> => {
  const said = await asked(uri, connection, client)
  if (!files || !uri.startsWith('file:')) {
    return { ...defaultMarp, mode, ...said.math && { math: said.math }, ...said.html && { html: said.html } }
  }
  // Paths in VS Code's setting count from the workspace's folder, and may lead out of it.
  const workspace = client.folders.find(one => uri.startsWith(one.endsWith('/') ? one : `${one}/`))
  return marpSettings(folderOf(uri), mode, {
    read: path => files.readText(URI.file(path).toString()),
    names: async folder => (await files.entries(folder, mostFiles)).map(({ name }) => name),
  }, said, workspace === undefined ? folderOf(uri) : folderOf(`${workspace.replace(/\/$/, '')}/x`), pathOf(uri))
}

const mostFiles = 1000

const pathOf = (uri: string): string => URI.parse(uri).fsPath.replaceAll('\\', '/')

const folderOf = (uri: string): string => pathOf(uri).replace(/[^/]*$/, '')

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
