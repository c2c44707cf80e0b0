// What became of a virsh command, as plain data; virsh runs in the C locale, so its words are libvirt's own English ones.

export type Answer =
  | { readonly outcome: 'done'; readonly text: string }
  /** libvirt answered, and does not want to. */
  | { readonly outcome: 'refused'; readonly text: string }
  /** The host did not answer, or went away while it was asked. */
  | { readonly outcome: 'unreachable' | 'lost'; readonly text: string }
  /** The host wants a password, or ssh wants to know whether it is the right host. */
  | { readonly outcome: 'asks'; readonly text: string }
  /** There is no virsh. */
  | { readonly outcome: 'missing'; readonly text: string }
  /** virsh itself ended, by a crash or otherwise. */
  | { readonly outcome: 'died'; readonly text: string }
  | { readonly outcome: 'cancelled' | 'timed-out'; readonly text: string }

export type Outcome = Answer['outcome']

/** After these nothing is known of the connection: it is opened anew. */
export const breaks: ReadonlySet<Outcome> = new Set(['unreachable', 'lost', 'asks', 'missing', 'died', 'timed-out'])

export function answerOf(stdout: string, stderr: string, failed = stderr.trim() !== ''): Answer {
  const text = wordsOf(stderr)
  if (!failed) return { outcome: 'done', text: stdout }
  if (lost.test(stderr)) return { outcome: 'lost', text: text || 'the connection to the host broke' }
  return { outcome: 'refused', text: text || stdout.trim() || 'virsh failed without a word' }
}

/** virnetclient.c, virsh.c: how a daemon that went away is told of. */
const lost = /End of file while reading data|Disconnected from |Cannot write data: |Cannot recv data: |client socket is closed|internal error: client socket|error: failed to connect to the hypervisor|keepalive timeout|Failed to connect socket to|no valid connection|[Ff]ailed to reconnect|unable to connect to server at/

/** Why a connection was not opened. */
export function refusedConnection(stderr: string): Answer {
  const text = wordsOf(stderr)
  return { outcome: asks.test(stderr) ? 'asks' : 'unreachable', text: text || 'virsh ended without a word' }
}

/** ssh in batch mode, libvirt's own authentication, polkit without an agent. */
const asks = /Host key verification failed|Permission denied \(|authentication (?:failed|cancelled|unavailable)|no polkit agent|Authentication failed/i

/** libvirt's words alone: without virsh's own headline where there is more, and without libxml2's pointer at a text that it has not got. */
export function wordsOf(stderr: string): string {
  const messages = stderr.split('\n').filter(line => !log.test(line)).join('\n').split(/^error: /m).map(message => message.trim()).filter(message => message !== '')
  const own = messages.length > 1 && /^(?:Failed to |failed to |Cannot |Disconnected from )/i.test(messages[0]!) ? messages.slice(1) : messages
  return own.flatMap(message => message.split(/\r?\n/)).filter(line => line.trim() !== '' && line !== '(null)' && !/^\s*\^$/.test(line)).join('\n')
}

/** An embedded driver logs on the same stream. */
const log = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+\+0000: \d+: /
