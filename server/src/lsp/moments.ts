// The beginning and the end of a conversation, for all who wait for them: a connection keeps only the last handler that it is given.
import type { Connection } from 'vscode-languageserver'

export interface Moments {
  /** The client is ready: from now on it may be asked, and told what to watch. */
  onReady(listener: () => void): void
  onEnd(listener: () => void): void
}

export const momentsOf = (connection: Connection): Moments => {
  const ready: (() => void)[] = []
  const end: (() => void)[] = []
  connection.onInitialized(() => { for (const listener of ready) listener() })
  connection.onShutdown(() => { for (const listener of end) listener() })
  return { onReady: listener => { ready.push(listener) }, onEnd: listener => { end.push(listener) } }
}
