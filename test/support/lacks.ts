// What this machine lacks for a test. Nothing is left out in silence: the test is shown as skipped, the run ends by naming
// the lack, and with CI=true it fails.
import { appendFileSync } from 'node:fs'
import type { TestContext } from 'node:test'

/** True when the tool was found; otherwise the test is marked as skipped (or fails in CI) and has to return. */
export function needs(tool: string, found: boolean, t: TestContext): boolean {
  if (found) return true
  const { CI, VIRTDECK_LACKS } = process.env
  if (CI === 'true') throw new Error(`${tool} is missing, and with CI=true nothing may be skipped`)
  if (VIRTDECK_LACKS) appendFileSync(VIRTDECK_LACKS, `${tool}: ${t.name}\n`)
  t.skip(`${tool} is missing`)
  return false
}
