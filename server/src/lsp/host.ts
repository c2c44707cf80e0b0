// What differs between the server in Node and the server in a browser's worker; the mains bring one each.
import type { Installed } from '../core/service'

export interface Host {
  readonly version: string
  /** Lets waiting messages in, so that a cancelled request is seen to be cancelled before work starts. */
  pause(): Promise<void>
  /** Runs the task after so many milliseconds, unless the returned function is called before. */
  later(milliseconds: number, task: () => void): () => void
  /** The libvirt of this machine; absent in a browser. */
  readonly installed?: InstalledHere
}

export interface InstalledHere extends Installed {
  /** What was found may have changed since. */
  lookAgain(): void
}
