// Whole files with faults, and every word that the linter says of them. Then each of them cut short at every place,
// as it stands while a person types it: nothing may fail.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { test } from 'node:test'
import { languages } from '../../server/src/core/languages'
import { defaultSettings } from '../../server/src/core/service'
import { checkGolden } from '../support/golden'

const files = readdirSync('test/golden').filter(name => /\.(xml|md)$/.test(name))

for (const name of files) {
  test(`virtdeck lint ${name}`, { timeout: 30_000 }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['server/dist/cli.js', 'lint', `test/golden/${name}`], { encoding: 'utf8', timeout: 60_000 })
    assert.equal(stderr, '')
    checkGolden(name.replace(/\.\w+$/, '.problems.txt'), stdout)
  })

  test(`${name}, cut at each place`, { timeout: 120_000 }, async () => {
    const text = readFileSync(`test/golden/${name}`, 'utf8')
    const language = languages.find(({ extensions }) => extensions.includes(extname(name)))
    assert.ok(language)
    for (let end = 0; end <= text.length; end++) {
      const document = await language.open(text.slice(0, end), defaultSettings)
      try {
        for (const problem of document.problems()) {
          assert.ok(0 <= problem.span.start && problem.span.start <= problem.span.end && problem.span.end <= end, `${problem.code} lies outside`)
          document.fixes(problem)
        }
        for (const { replace } of document.complete(end)) assert.ok(replace.start <= end && end <= replace.end)
        document.hover(end)
        document.outline()
        document.folds()
        document.summary()
        document.blame("error: XML error: target 'vda' duplicated")
      } catch (error) {
        throw new Error(`cut at ${end}, behind ${JSON.stringify(text.slice(Math.max(0, end - 40), end))}`, { cause: error })
      }
    }
  })
}
