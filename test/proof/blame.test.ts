// One known fault in each of some hundred documents, the same each time: the first problem stands on it, alone, and the fix
// of a typo gives the text back. `npm run blame` is the large one.
import assert from 'node:assert/strict'
import { mkdtempSync, existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { compileSchemas } from '../support/corpus'
import { needs } from '../support/lacks'
import { measured, type Row } from './measure'
import { isThere } from './oracles'
import { seedsOf } from './seeds'

const schemas = '/usr/share/libvirt/schemas'

test('400 single faults in the examples and goldens, by kind', t => {
  if (!needs('xmllint', isThere('xmllint'), t) || !needs('libvirt’s schemas', existsSync(join(schemas, 'domain.rng')), t)) return
  const scratch = mkdtempSync(join(tmpdir(), 'virtdeck-blame-'))
  t.after(() => rmSync(scratch, { recursive: true }))
  const grammar = compileSchemas(schemas, scratch)
  const rows = measured({ schemas, grammar, seeds: seedsOf(grammar, undefined, scratch), count: 400, seed: 1, scratch })
  const told = rows.filter(({ kind }) => !kind.apart)
  const sum = (of: 'all' | 'token' | 'single' | 'valid' | 'original', counted: readonly Row[]): number => counted.reduce((total, row) => total + row[of], 0)
  const misses = told.flatMap(row => row.misses).join('\n\n')
  assert.ok(sum('all', told) > 300, `only ${sum('all', told)} faults`)
  assert.ok(sum('token', told) >= sum('all', told) * 0.98, misses)
  assert.ok(sum('single', told) >= sum('all', told) * 0.98, misses)
  const typos = rows.filter(({ kind }) => kind.typo)
  assert.ok(sum('valid', typos) >= sum('all', typos) * 0.95, misses)
  assert.ok(sum('original', typos) >= sum('all', typos) * 0.9, misses)
})
