// What differs between the server in Node and the server in a browser's worker; the mains bring one each.

export interface Host {
  readonly version: string
  /** Lets waiting messages in, so that a cancelled request is seen to be cancelled before work starts. */
  pause(): Promise<void>
  /** Runs the task after so many milliseconds, unless the returned function is called before. */
  later(milliseconds: number, task: () => void): () => void
  /** Whether there is a file at an absolute path; absent where no file can be seen. */
  readonly isFile?: (path: string) => Promise<boolean>
}
