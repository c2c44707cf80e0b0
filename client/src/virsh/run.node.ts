// The only file that starts processes: an argument array, no shell, a time limit, nothing on standard input.
// The program gets a session of its own, so it cannot ask on somebody's terminal, and its children end with it.
import { spawn, type ChildProcess } from 'node:child_process'
import { homedir } from 'node:os'
import type { Run, RunResult } from './run'

const defaultGrace = 2_000
const defaultOutputLimit = 1_000_000

export const run: Run = ({ program, args, signal, timeLimit, grace = defaultGrace, outputLimit = defaultOutputLimit }) =>
  new Promise<RunResult>(resolve => {
    if (signal?.aborted) return resolve({ end: 'cancelled' })
    const child = start(program, args)
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

/** Some mistakes (a zero byte in an argument) are thrown, others come as an event. */
const start = (program: string, args: readonly string[]): ChildProcess | Error => {
  try {
    return spawn(program, [...args], {
      shell: false,
      // Never the workspace: Windows looks for a program there first.
      cwd: homedir(),
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

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

const notStarted = (error: Error & { code?: string }): RunResult => ({
  end: 'not-started',
  cause: error.code === 'ENOENT' ? 'missing' : error.code === 'EACCES' || error.code === 'EPERM' ? 'forbidden' : 'other',
  message: error.message,
})
