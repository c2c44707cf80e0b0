// Golden texts: what a command once printed, compared with what it prints now.
//   UPDATE_GOLDEN=1 writes them anew; look at the difference before you commit it.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Compares with `test/golden/NAME`; on a difference leaves the new text beside it as `NAME.actual`. */
export function checkGolden(name: string, actual: string): void {
  const file = `test/golden/${name}`
  if (process.env['UPDATE_GOLDEN']) {
    writeFileSync(file, actual)
    return
  }
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  if (actual !== expected) writeFileSync(`${file}.actual`, actual)
  assert.equal(actual, expected, `${file} differs: look at ${file}.actual, then run with UPDATE_GOLDEN=1 if it is right`)
  rmSync(`${file}.actual`, { force: true })
}
