// Runs the suite inside VS Code, in whichever extension host it is loaded, and reports each test to the channel as it ends.
import { readChannel, tell } from './channel'

/** What both builds of Mocha give: the runner that its reporter is made with. */
export interface MochaRunner {
  on(event: 'suite' | 'pass' | 'pending', listener: (item: MochaItem) => void): void
  on(event: 'fail', listener: (item: MochaItem, error: Error) => void): void
}

interface MochaItem {
  readonly title: string
  readonly duration?: number
  fullTitle(): string
}

/** A Mocha as its host has it: the reporter is called with its runner, the tests are declared by `load`, the failures are counted. */
export type StartMocha = (reporter: new (runner: MochaRunner) => object, load: () => Promise<unknown>, only: string | null) => Promise<number>

export async function runSuite(start: StartMocha): Promise<void> {
  const channel = await readChannel()
  const events: Promise<unknown>[] = []
  const send = (event: object): void => {
    const before = events.at(-1) ?? Promise.resolve()
    events.push(before.then(() => tell('event', event)))
  }
  class Reporter {
    constructor(runner: MochaRunner) {
      runner.on('suite', item => { if (item.title) send({ kind: 'suite', title: item.title }) })
      runner.on('pass', item => send({ kind: 'pass', title: item.title, ms: item.duration ?? 0 }))
      runner.on('pending', item => send({ kind: 'skip', title: item.title }))
      runner.on('fail', (item, error) => send({ kind: 'fail', title: item.title, error: error.stack ?? String(error) }))
    }
  }
  const failures = await start(Reporter, () => import('./suite/index'), channel.only)
  send({ kind: 'end' })
  await events.at(-1)
  if (failures) throw new Error(`${failures} tests failed`)
}
