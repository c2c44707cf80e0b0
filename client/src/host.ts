// All that differs between the desktop and the browser; the two mains bring one each.
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import type { ExtensionContext } from 'vscode'
import type { StartDeckThread } from './preview/deck/thread'
import type { Hold, Run } from './virsh/run'

export interface Host {
  /** The client of our language server: a process on the desktop, a worker in the browser. Not started yet. */
  createClient(context: ExtensionContext, options: LanguageClientOptions): BaseLanguageClient
  /** Starts the thread that renders decks. */
  deckThread(context: ExtensionContext): StartDeckThread
  /** Absent where no program can be started. */
  readonly tools?: Tools
}

export interface Tools {
  readonly run: Run
  /** A program that stays. */
  readonly hold: Hold
  /** Whether programs run as root. */
  readonly asRoot: boolean
  /** Gives the path of a private copy of the text, which is gone when `use` has ended. */
  withCopy<T>(name: string, text: string, use: (path: string) => Promise<T>): Promise<T>
  /** How our linter is started as a program: what is to run, and what comes before its own arguments. */
  linter(context: ExtensionContext): { readonly program: string; readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> }
  /** The same of a folder with these files, by path. */
  withFolder<T>(use: (path: string) => Promise<T>, files?: Readonly<Record<string, string>>): Promise<T>
}
