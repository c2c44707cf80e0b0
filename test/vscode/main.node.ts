// What `extensionTestsPath` names in the Node extension host.
import Mocha from 'mocha'
import { runSuite } from './run'

export const run = (): Promise<void> => runSuite(async (reporter, load, only) => {
  const mocha = new Mocha({ ui: 'tdd', reporter: reporter as never, timeout: 30_000, ...only === null ? {} : { fgrep: only } })
  mocha.suite.emit('pre-require', globalThis, '', mocha)
  await load()
  return new Promise(resolve => mocha.run(resolve))
})
