// What running a program means here: a list of arguments in, its words and its end out.

export interface RunRequest {
  readonly program: string
  /** Given to the program as they are; no shell reads them. */
  readonly args: readonly string[]
  readonly signal?: AbortSignal
  /** After so many milliseconds the program is ended. */
  readonly timeLimit: number
  /** Between the polite signal and the one that no program survives. */
  readonly grace?: number
  /** So many characters of each stream are kept; the rest is read and dropped. */
  readonly outputLimit?: number
}

export type RunResult =
  | { readonly end: 'exited'; readonly code: number; readonly stdout: string; readonly stderr: string }
  /** It ended by a signal that was not ours. */
  | { readonly end: 'crashed'; readonly signal: string; readonly stdout: string; readonly stderr: string }
  | { readonly end: 'cancelled' }
  | { readonly end: 'timed-out'; readonly timeLimit: number }
  | NotStarted

/** It could not be started: not found, not allowed. */
export interface NotStarted { readonly end: 'not-started'; readonly cause: 'missing' | 'forbidden' | 'other'; readonly message: string }

/** Never throws and never rejects. */
export type Run = (request: RunRequest) => Promise<RunResult>

export interface HoldRequest {
  readonly program: string
  readonly args: readonly string[]
  onOutput(text: string): void
  onError(text: string): void
}

/** A program that stays: it is written to, and what it says comes in pieces. */
export interface Held {
  write(text: string): void
  /** Never rejects. */
  readonly ended: Promise<HeldEnd>
  /** Ends it and its children, politely first; resolves when it is gone. */
  end(): Promise<void>
}

export type HeldEnd =
  | { readonly end: 'exited'; readonly code: number }
  | { readonly end: 'crashed'; readonly signal: string }
  | NotStarted

export type Hold = (request: HoldRequest) => Held
