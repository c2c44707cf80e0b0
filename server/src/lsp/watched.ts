// Files that change on disk, as the client watches them for us: XML, decks, and what decides about them.
import { DidChangeWatchedFilesNotification, type Connection } from 'vscode-languageserver'
import { configName, packageName } from '../configured/configs'
import type { Client } from './client'
import type { Moments } from './moments'
import type { Watched } from './workspace'

const globs = ['**/*.xml', '**/*.md', `**/${configName}`, `**/${packageName}`, '**/*.css', '**/.marprc*', '**/marp.config.*']

export function watchedBy(connection: Connection, client: Client, { onReady }: Moments): Watched {
  const listeners: ((uris: readonly string[]) => void)[] = []
  if (client.watchesFiles) {
    onReady(() => { void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: globs.map(globPattern => ({ globPattern })) }) })
  }
  connection.onDidChangeWatchedFiles(({ changes }) => { for (const listener of listeners) listener(changes.map(({ uri }) => uri)) })
  return listener => { listeners.push(listener) }
}
