// One long-lived virsh: a command a line, each answer between two marks, one after the other. It is opened at the first command,
// and anew after it died, was cancelled or lost its host.
import { answerOf, breaks, refusedConnection, type Answer } from './answer'
import { unattended } from './connection'
import { lineOf } from './line'
import type { Held, HeldEnd, Hold, Run } from './run'

export interface AskOptions {
  readonly signal?: AbortSignal
  /** In milliseconds, from when it is this command's turn. */
  readonly timeLimit?: number
}

export interface Session {
  readonly connection: string
  /** Never rejects. An argument is given as it is, whatever it holds. */
  ask(args: readonly string[], options?: AskOptions): Promise<Answer>
  /** Ends virsh; a later question opens a new one. */
  close(): Promise<void>
}

export interface SessionRequest {
  readonly hold: Hold
  readonly run: Run
  readonly program: string
  readonly connection: string
  readonly timeLimit?: number
  /** Told each command and answer, for those who want libvirt's own words. */
  readonly log?: (args: readonly string[], answer: Answer) => void
}

const minute = 60_000

export function openSession(request: SessionRequest): Session {
  const { connection, timeLimit: usual = minute, log } = request
  let talk: Talk | null = null
  let before: Promise<unknown> = Promise.resolve()

  const askNow = async (args: readonly string[], signal: AbortSignal | undefined, timeLimit: number): Promise<Answer> => {
    if (signal?.aborted) return cancelled
    const line = lineOf(args)
    if (line === null) return alone(request, args, signal, timeLimit)
    talk ??= startTalk(request)
    const mine = talk
    const answer = await withLimits(mine.ask(line), signal, timeLimit)
    if (breaks.has(answer.outcome) || answer.outcome === 'cancelled') {
      if (talk === mine) talk = null
      await mine.end()
    }
    return answer
  }

  return {
    connection,
    ask(args, { signal, timeLimit = usual } = {}) {
      const turn = before.then(() => askNow(args, signal, timeLimit))
      before = turn
      // Who cancels while others are asked does not wait for them.
      const answer = signal ? Promise.race([turn, aborted(signal)]) : turn
      void answer.then(given => log?.(args, given))
      return answer
    },
    async close() {
      const mine = talk
      talk = null
      await mine?.end()
    },
  }
}

const cancelled: Answer = { outcome: 'cancelled', text: 'cancelled' }

/** Leaves a moment to whoever ends virsh: `cancelled` means that it is gone. */
const aborted = (signal: AbortSignal): Promise<Answer> => new Promise(resolve => {
  const later = (): void => { setTimeout(() => resolve(cancelled), 5000) }
  if (signal.aborted) later()
  else signal.addEventListener('abort', later, { once: true })
})

function withLimits(answer: Promise<Answer>, signal: AbortSignal | undefined, timeLimit: number): Promise<Answer> {
  return new Promise(resolve => {
    const done = (given: Answer): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      resolve(given)
    }
    const abort = (): void => done(cancelled)
    const timer = setTimeout(() => done({ outcome: 'timed-out', text: `virsh gave no answer within ${Math.round(timeLimit / 1000)} seconds` }), timeLimit)
    signal?.addEventListener('abort', abort, { once: true })
    void answer.then(done)
  })
}

/** What no line can say is said to a virsh of its own, as a list of arguments. */
async function alone({ run, program, connection }: SessionRequest, args: readonly string[], signal: AbortSignal | undefined, timeLimit: number): Promise<Answer> {
  const result = await run({ program, args: ['-q', '-c', unattended(connection), ...args], timeLimit, outputLimit: 50_000_000, ...(signal && { signal }) })
  switch (result.end) {
    case 'cancelled': return cancelled
    case 'timed-out': return { outcome: 'timed-out', text: `virsh gave no answer within ${Math.round(timeLimit / 1000)} seconds` }
    case 'not-started': return endedAnswer(result, '')
    case 'crashed': return endedAnswer(result, result.stderr)
    case 'exited': return /^error: failed to connect to the hypervisor/m.test(result.stderr) ? refusedConnection(result.stderr) : answerOf(result.stdout, result.stderr, result.code !== 0)
  }
}

interface Talk {
  ask(line: string): Promise<Answer>
  end(): Promise<void>
}

const prompt = 'virsh # '

function startTalk({ hold, program, connection }: SessionRequest): Talk {
  let output = ''
  let errors = ''
  let wake = (): void => {}
  let end: HeldEnd | null = null
  let opened: Promise<Answer | null> | null = null
  let number = 0
  const nonce = Math.random().toString(36).slice(2)
  const held: Held = hold({
    program,
    args: ['-q', '-c', unattended(connection)],
    onOutput(text) {
      output += text
      wake()
    },
    onError(text) {
      errors += text
      wake()
    },
  })
  void held.ended.then(given => {
    end = given
    wake()
  })

  /** Looks again whenever something came. */
  const until = <T>(look: () => T | null): Promise<T> => new Promise(resolve => {
    wake = () => {
      const seen = look()
      if (seen === null) return
      wake = () => {}
      resolve(seen)
    }
    wake()
  })

  /** Null when it is open: nothing is written before virsh has its prompt, for it may be asking for a user name instead. */
  const open = (): Promise<Answer | null> => until(() => {
    if (end) return { answer: end.end === 'exited' ? refusedConnection(errors) : endedAnswer(end, errors) }
    if (output.endsWith(prompt)) return { answer: null }
    const question = /(?:^|\n)([^\n]*(?:username|password|passphrase|Enter )[^\n]*: ?)$/i.exec(output)?.[1]
    return question === undefined ? null : { answer: { outcome: 'asks' as const, text: question.trim() } }
  }).then(({ answer }) => answer)

  return {
    async ask(line) {
      const failed = await (opened ??= open())
      if (failed) return failed
      const [begin, done] = [`begin-${nonce}-${++number}`, `done-${nonce}-${number}`]
      output = ''
      errors = ''
      held.write(`echo ${begin}\n${line}\necho ${done}\necho --err ${done}\n`)
      return until(() => {
        if (errors.includes(`${done}\n`) && output.includes(`${done}${prompt}`)) return answerOf(between(output, line, begin, done), errors.slice(0, errors.lastIndexOf(`error: ${done}`)))
        return end && endedAnswer(end, errors)
      })
    },
    end: () => held.end(),
  }
}

/** With readline virsh repeats each line that it reads behind its prompt, without it does not. */
function between(output: string, line: string, begin: string, done: string): string {
  const rest = output.slice(output.lastIndexOf(begin) + begin.length + prompt.length)
  const said = rest.startsWith(`${line}\n`) ? rest.slice(line.length + 1) : rest
  const repeated = said.indexOf(`${prompt}echo ${done}\n`)
  return said.slice(0, repeated >= 0 ? repeated : said.indexOf(`${prompt}${done}`))
}

function endedAnswer(end: HeldEnd | { readonly end: 'crashed'; readonly signal: string }, errors: string): Answer {
  if (end.end === 'not-started') return { outcome: end.cause === 'other' ? 'died' : 'missing', text: end.message }
  const why = end.end === 'crashed' ? `virsh was ended by ${end.signal}` : 'virsh ended'
  const lost = answerOf('', errors, true)
  return lost.outcome === 'lost' ? lost : { outcome: 'died', text: [why, errors.trim() && lost.text].filter(Boolean).join(': ') }
}
