// What virsh said, as plain data. It is run with LC_ALL=C, so its words are libvirt's own English ones.
import type { RunResult } from './run'

export type DefineAnswer =
  | { readonly outcome: 'defined'; readonly name: string; readonly text: string }
  /** libvirt read the document and does not want it. */
  | { readonly outcome: 'refused'; readonly text: string }
  /** The host did not answer, or not in a way that says anything about the document. */
  | { readonly outcome: 'unreachable' | 'failed'; readonly text: string }
  | { readonly outcome: 'missing'; readonly text: string }
  | { readonly outcome: 'cancelled' | 'timed-out'; readonly text: string }

export function defineAnswer(result: RunResult): DefineAnswer {
  switch (result.end) {
    case 'cancelled': return { outcome: 'cancelled', text: 'cancelled' }
    case 'timed-out': return { outcome: 'timed-out', text: `virsh gave no answer within ${Math.round(result.timeLimit / 1000)} seconds` }
    case 'not-started': return { outcome: result.cause === 'other' ? 'failed' : 'missing', text: result.message }
    case 'crashed': return { outcome: 'failed', text: lines(errorsOf(result.stderr)) || `virsh was ended by ${result.signal}` }
    case 'exited': return exited(result.code, result.stdout.trim(), result.stderr)
  }
}

const exited = (code: number, stdout: string, stderr: string): DefineAnswer => {
  const defined = /^Domain '?(.*?)'? defined from /m.exec(stdout)
  if (code === 0) return { outcome: 'defined', name: defined?.[1] ?? '', text: stdout }
  const [headline = '', ...rest] = errorsOf(stderr)
  const reason = lines(rest)
  if (/^failed to define domain/i.test(headline)) return { outcome: 'refused', text: reason || headline }
  if (/^failed to connect to the hypervisor/i.test(headline)) return { outcome: 'unreachable', text: reason || headline }
  return { outcome: 'failed', text: lines([headline, ...rest]) || stdout || `virsh ended with ${code}` }
}

/** Each `error:` begins a message; the lines below belong to it. */
const errorsOf = (stderr: string): readonly string[] =>
  stderr.split(/^error: /m).map(message => message.trim()).filter(message => message !== '')

/** libxml2 draws an empty pointer under text that it does not have: `(null)` and `^`. */
const lines = (messages: readonly string[]): string =>
  messages.flatMap(message => message.split(/\r?\n/)).filter(line => line.trim() !== '' && line !== '(null)' && !/^\s*\^$/.test(line)).join('\n')
