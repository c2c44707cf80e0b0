// The list of codes: every code that a source writes is in it, once, with a title; and the JSON schema names them all.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { languages, rulesOf } from '../../../server/src/core/languages'
import { schemaOf } from '../../../server/src/core/lint/index'
import { checkGolden } from '../../support/golden'

/** Beginnings that sources compare codes with, and the code of what libvirt itself answered. */
const noCodes = ['schema/missing-', 'vm/refused']

test('every code that the core writes is in the list', async () => {
  const listed = new Set((await rulesOf()).map(({ code }) => code))
  const root = 'server/src'
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts') && !/\/(data|docs)\//.test(file) && !file.includes('protocol'))
  const written = new Set(files.flatMap(file => [...readFileSync(join(root, file), 'utf8').matchAll(/'((?:xml|schema|libvirt|marp|virtdeck)\/[a-z0-9-]+)'/g)].map(([, code]) => code!)))
  assert.ok(written.size > 250, String(written.size))
  assert.deepEqual([...written].filter(code => !listed.has(code) && !noCodes.includes(code)), [])
})

test('each has one title', async () => {
  const rules = await rulesOf()
  assert.deepEqual(rules.map(({ code }) => code).filter((code, i, all) => all.indexOf(code) !== i), [])
  for (const { code, title } of rules) {
    assert.match(code, /^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/)
    assert.match(title, /^\S.*[.!?)]$/s, `${code}: ${title}`)
  }
})

test('the JSON schema that VS Code completes by is made of this list', async () => {
  const made = schemaOf(await rulesOf(), languages.flatMap(({ versions }) => versions ?? []))
  checkGolden('../../syntaxes/virtdeckrc.schema.json', `${JSON.stringify(made, null, 2)}\n`)
})
