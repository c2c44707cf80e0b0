// The only file that starts processes: an argument array, no shell, a time limit, nothing on standard input but for those held.
// The program gets a session of its own, so it cannot ask on somebody's terminal, and its children end with it.
import { spawn, type ChildProcess } from 'node:child_process'
import { homedir } from 'node:os'
import type { HeldEnd, Hold, NotStarted, Run, RunResult } from './run'

/** Windows has no such user. */
export const asRoot = process.getuid?.() === 0

const defaultGrace = 2_000
const defaultOutputLimit = 1_000_000

export const run: Run = ({ program, args, signal, timeLimit, grace = defaultGrace, outputLimit = defaultOutputLimit }) =>
  new Promise<RunResult>(resolve => {
    if (signal?.aborted) return resolve({ end: 'cancelled' })
    const child = start(program, args, 'ignore')
    if (!('stdout' in child)) return resolve(notStarted(child))

    const stdout = collect(child, 'stdout', outputLimit)
    const stderr = collect(child, 'stderr', outputLimit)
    let stopped: RunResult | undefined
    let kill: NodeJS.Timeout | undefined
    let leftOpen: NodeJS.Timeout | undefined
    const stop = (reason: RunResult): void => {
      if (stopped) return
      stopped = reason
      send(child, 'SIGTERM')
      kill = setTimeout(() => send(child, 'SIGKILL'), grace)
    }
    const onAbort = (): void => stop({ end: 'cancelled' })
    const timer = setTimeout(() => stop({ end: 'timed-out', timeLimit }), timeLimit)
    const finish = (result: RunResult): void => {
      clearTimeout(timer)
      clearTimeout(kill)
      clearTimeout(leftOpen)
      signal?.removeEventListener('abort', onAbort)
      resolve(result)
    }

    signal?.addEventListener('abort', onAbort, { once: true })
    child.on('error', error => finish(notStarted(error)))
    const done = (code: number | null, ended: NodeJS.Signals | null): void => finish(stopped ?? (code === null
      ? { end: 'crashed', signal: ended ?? 'a signal', stdout: stdout(), stderr: stderr() }
      : { end: 'exited', code, stdout: stdout(), stderr: stderr() }))
    child.on('exit', (code, ended) => {
      // A child that outlives the program (ssh kept for the next connection) holds its pipes open, and `close` never comes.
      if (stopped) send(child, 'SIGKILL')
      leftOpen = setTimeout(() => {
        child.stdout?.destroy()
        child.stderr?.destroy()
        done(code, ended)
      }, grace)
    })
    child.on('close', done)
  })

export const hold: Hold = ({ program, args, onOutput, onError }) => {
  const child = start(program, args, 'pipe')
  if (!('stdout' in child)) return { write: () => {}, ended: Promise.resolve(notStarted(child)), end: () => Promise.resolve() }
  child.stdout?.setEncoding('utf8').on('data', onOutput)
  child.stderr?.setEncoding('utf8').on('data', onError)
  // It may end before it has read all; `ended` tells.
  child.stdin?.on('error', () => {})
  const ended = new Promise<HeldEnd>(resolve => {
    child.on('error', error => resolve(notStarted(error)))
    child.on('exit', (code, signal) => {
      // What it said last is still on its way; a child that it left behind may keep the pipes open.
      const told = setTimeout(() => {
        child.stdout?.destroy()
        child.stderr?.destroy()
      }, defaultGrace)
      child.on('close', () => {
        clearTimeout(told)
        resolve(code === null ? { end: 'crashed', signal: signal ?? 'a signal' } : { end: 'exited', code })
      })
    })
  })
  return {
    write: text => { if (child.stdin?.writable) child.stdin.write(text) },
    ended,
    async end() {
      send(child, 'SIGTERM')
      const kill = setTimeout(() => send(child, 'SIGKILL'), defaultGrace)
      await ended
      clearTimeout(kill)
      send(child, 'SIGKILL')
    },
  }
}

/** Some mistakes (a zero byte in an argument) are thrown, others come as an event. */
const start = (program: string, args: readonly string[], input: 'ignore' | 'pipe'): ChildProcess | Error => {
  try {
    return spawn(program, [...args], {
      shell: false,
      // Never the workspace: Windows looks for a program there first.
      cwd: homedir(),
      env: { ...process.env, ...plain },
      stdio: [input, 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** English words; and a virsh that reads lines keeps none of them in the person's history, obeys nobody's `.inputrc`, and repeats them whole. */
const plain = { LC_ALL: 'C', VIRSH_HISTSIZE: '0', INPUTRC: '/dev/null', TERM: 'dumb', COLUMNS: '30000' }

const collect = (child: ChildProcess, name: 'stdout' | 'stderr', limit: number): () => string => {
  const pieces: string[] = []
  let room = limit
  child[name]?.setEncoding('utf8').on('data', (piece: string) => {
    if (room <= 0) return
    pieces.push(piece.slice(0, room))
    room -= piece.length
  })
  return () => pieces.join('')
}

/** To the whole session where there is one: ssh and its like are children of virsh. */
const send = (child: ChildProcess, signal: NodeJS.Signals): void => {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // Gone already.
  }
}

const notStarted = (error: Error & { code?: string }): NotStarted => ({
  end: 'not-started',
  cause: error.code === 'ENOENT' ? 'missing' : error.code === 'EACCES' || error.code === 'EPERM' ? 'forbidden' : 'other',
  message: error.message,
})
