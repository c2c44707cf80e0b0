// Our own examples: clean, save the one that is made to show mistakes.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings } from '../../../server/src/core/service'

test('examples are libvirt\'s, and clean', async () => {
  const files = readdirSync('examples').filter(file => file.endsWith('.xml'))
  assert.ok(files.includes('server.xml') && files.includes('with-mistakes.xml'))
  for (const file of files) {
    const document = await libvirt.open(readFileSync(`examples/${file}`, 'utf8'), defaultSettings)
    assert.ok(document.kind, file)
    if (!file.includes('mistakes')) assert.deepEqual(document.problems(), [], file)
  }
})

test('three mistakes, each with the repair that is meant', async () => {
  const text = readFileSync('examples/with-mistakes.xml', 'utf8')
  const document = await libvirt.open(text, defaultSettings)
  assert.deepEqual(document.problems().map(problem => [problem.code, text.slice(problem.span.start, problem.span.end), document.fixes(problem)[0]?.title]), [
    ['schema/invalid-value', 'host-passtrough', 'Change to `host-passthrough`'],
    ['schema/unknown-attribute', 'cahce', 'Change to `cache`'],
    ['schema/not-with', 'dev', 'Change to `bridge`'],
  ])
})
