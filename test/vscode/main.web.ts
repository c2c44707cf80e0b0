// What `extensionTestsPath` names in the web worker extension host; Mocha's browser build puts itself on the worker's global.
import 'mocha/mocha'
import { runSuite } from './run'

export const run = (): Promise<void> => runSuite(async (reporter, load, only) => {
  mocha.setup({ ui: 'tdd', reporter: reporter as never, timeout: 30_000, ...only === null ? {} : { fgrep: only } })
  await load()
  return new Promise(resolve => mocha.run(resolve))
})
