// In each file of the unit tests: one that has left something open is ended all the same, once its results are with the runner.
// Node's own `--test-force-exit` does not wait for them, and the last of a file were lost.
import { after } from 'node:test'

const patience = 5_000

if (process.env.NODE_TEST_CONTEXT === 'child-v8') after(() => {
  setTimeout(() => {
    process.stderr.write(`${process.argv[1]}: something is still open when all tests are done: ${process.getActiveResourcesInfo().join(', ')}\n`)
    process.exit()
  }, patience).unref()
})
