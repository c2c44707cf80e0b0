// A task that is no program: what it prints goes to a terminal of VS Code's, and it ends with a code as a program does.
import { EventEmitter, type Pseudoterminal } from 'vscode'

/** A line; with a code it is the last. */
export type Print = (line: string, code?: number) => void

export function printing(work: (print: Print, signal: AbortSignal) => Promise<void>): Pseudoterminal {
  const written = new EventEmitter<string>()
  const ended = new EventEmitter<number>()
  const abort = new AbortController()
  const print: Print = (line, code) => {
    written.fire(`${line.replace(/\r?\n/g, '\r\n')}\r\n`)
    if (code !== undefined) ended.fire(code)
  }
  return {
    onDidWrite: written.event,
    onDidClose: ended.event,
    open: () => { work(print, abort.signal).catch((error: unknown) => print(error instanceof Error ? error.message : String(error), 2)) },
    close: () => abort.abort(),
  }
}
