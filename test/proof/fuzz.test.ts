// A small fuzz that is the same each time: mutants of the examples, the goldens and of documents grown from the schemas of the
// libvirt that is installed. `npm run fuzz` is the large one.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { compileSchemas } from '../support/corpus'
import { needs } from '../support/lacks'
import { compare } from './compare'
import { isThere } from './oracles'

const schemas = '/usr/share/libvirt/schemas'

test('600 mutants over all schemas of the installed libvirt are judged as libxml2 judges them', t => {
  if (!needs('xmllint', isThere('xmllint'), t) || !needs('libvirt’s schemas', existsSync(join(schemas, 'domain.rng')), t)) return
  const scratch = mkdtempSync(join(tmpdir(), 'virtdeck-fuzz-'))
  t.after(() => rmSync(scratch, { recursive: true }))
  const { bySchema, unexplained, falseHints } = compare({ schemas, grammar: compileSchemas(schemas, scratch), corpus: undefined, count: 600, seed: 1, scratch, judges: ['xmllint'] })
  assert.deepEqual(unexplained, [])
  assert.equal(falseHints, 0)
  const sum = (of: 'all' | 'valid' | 'xmllint'): number => [...bySchema.values()].reduce((total, counts) => total + counts[of], 0)
  // Neither verdict is rare, so that agreement means something.
  assert.ok(bySchema.size > 15 && sum('valid') > 100 && sum('all') - sum('valid') > 100)
  assert.ok(sum('xmllint') > sum('all') * 0.98, `${sum('xmllint')} of ${sum('all')}`)
})
