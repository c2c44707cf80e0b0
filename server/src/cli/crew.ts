// Many files are looked at by several threads: each takes the next few, and what it found comes back as plain data. Each thread
// reads the grammars for itself, which is worth it from some hundreds of files on.
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { LintAsked } from './arguments'
import type { Found } from './files'
import { standardInput } from './result'

/** What a thread is told when it is started. */
interface Hired {
  readonly virtdeck: 'crew'
  readonly asked: LintAsked
}

interface Work<T> {
  readonly files: readonly Found[]
  readonly asked: LintAsked
  /** How this thread looks at one. */
  readonly look: (found: Found) => Promise<T>
  /** One is done. */
  readonly step: () => void
}

/** One answer a file, in the order of the files. */
export async function byCrew<T>({ files, asked, look, step }: Work<T>): Promise<readonly T[]> {
  const answers: T[] = []
  // What comes over standard input can be read here only.
  const threads = files.some(({ path }) => path === standardInput) ? 1 : Math.min(availableParallelism(), most, Math.ceil(files.length / enough))
  let next = 0
  const take = (): readonly [from: number, some: readonly Found[]] => {
    const from = next
    const some = files.slice(from, from + atOnce)
    next += some.length
    return [from, some]
  }
  const done = (from: number, found: readonly T[]): void => {
    for (const [at, answer] of found.entries()) {
      answers[from + at] = answer
      step()
    }
  }
  const here = async (): Promise<void> => {
    for (let [from, some] = take(); some.length; [from, some] = take()) {
      const found: T[] = []
      for (const one of some) found.push(await look(one))
      done(from, found)
      // The others may have answered.
      if (threads > 1) await new Promise(resolve => { setImmediate(resolve) })
    }
  }
  const there = (): Promise<void> => new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: { virtdeck: 'crew', asked } satisfies Hired })
    let from = 0
    const give = (): void => {
      let some: readonly Found[]
      [from, some] = take()
      if (some.length) worker.postMessage(some)
      else void worker.terminate().then(() => resolve())
    }
    worker.on('message', (found: readonly T[] | null) => {
      if (found) done(from, found)
      give()
    })
    worker.on('error', reject)
  })
  await Promise.all([here(), ...Array.from({ length: Math.max(0, threads - 1) }, there)])
  return answers
}

/** Fewer files for each thread are done before it has started. */
const enough = 400
const most = 8
/** Small, so that none is left with much at the end. */
const atOnce = 40

/** Whether this is one of the crew, and then works until it is sent home. */
export function joinCrew<T>(lookFor: (asked: LintAsked) => Promise<(found: Found) => Promise<T>>): void {
  const hired = workerData as Partial<Hired> | null
  if (isMainThread || hired?.virtdeck !== 'crew' || !hired.asked || !parentPort) return
  const port = parentPort
  const { asked } = hired
  // Once the program is loaded.
  const look = Promise.resolve().then(() => lookFor(asked))
  port.on('message', async (files: readonly Found[]) => {
    const found: T[] = []
    for (const one of files) found.push(await (await look)(one))
    port.postMessage(found)
  })
  void look.then(() => port.postMessage(null))
}
