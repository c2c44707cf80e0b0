// The arguments of each virsh call, and what its answer means.
import { defineAnswer, type DefineAnswer } from './answers'
import { unattended } from './connection'
import type { Run } from './run'

export interface Virsh {
  readonly run: Run
  readonly program: string
  readonly connection: string
  readonly signal?: AbortSignal
  readonly timeLimit?: number
}

/** A host that has not answered by then is not going to. */
const minute = 60_000

/** The path is absolute, so that no name can be taken for an option. */
export const defineArguments = (connection: string, path: string): readonly string[] =>
  ['-c', unattended(connection), 'define', '--validate', '--file', path]

export async function define({ run, program, connection, signal, timeLimit = minute }: Virsh, path: string): Promise<DefineAnswer> {
  return defineAnswer(await run({ program, args: defineArguments(connection, path), timeLimit, ...(signal && { signal }) }))
}
