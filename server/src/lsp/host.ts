// What differs between the server in Node and the server in a browser's worker; the mains bring one each.
import type { FileEntry, Installed } from '../core/service'

export interface Host {
  readonly version: string
  /** Lets waiting messages in, so that a cancelled request is seen to be cancelled before work starts. */
  pause(): Promise<void>
  /** Runs the task after so many milliseconds, unless the returned function is called before. */
  later(milliseconds: number, task: () => void): () => void
  /** Absent where no file can be seen. */
  readonly files?: Files
  /** The libvirt of this machine; absent in a browser. */
  readonly installed?: InstalledHere
}

export interface Files {
  /** Whether there is a file at an absolute path. */
  isFile(path: string): Promise<boolean>
  /** The text of a file by its URI; null when it cannot be read or is too large to be ours. */
  read(uri: string): Promise<string | null>
  /** The text of a configuration by its URI, for which other folders are asked too; null where there is none. */
  readText(uri: string): Promise<string | null>
  /** What lies in a folder, hidden ones aside, at most so many; nothing where it cannot be read. */
  entries(path: string, most: number): Promise<readonly FileEntry[]>
  /** The URIs of the files below a folder that bear one of these extensions, at most so many. */
  list(folder: string, extensions: readonly string[], most: number): Promise<readonly string[]>
}

export interface InstalledHere extends Installed {
  /** What was found may have changed since. */
  lookAgain(): void
}
