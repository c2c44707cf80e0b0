// Holds NOTICE to the truth: every package whose code is inside our bundles is named there.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

test('NOTICE names every package that we ship', () => {
  const shipped: readonly string[] = JSON.parse(readFileSync('node_modules/.cache/virtdeck/shipped.json', 'utf8'))
  const named = [...readFileSync('NOTICE', 'utf8').matchAll(/^={80}\n(\S+) \(/gm)].map(match => match[1]!).filter(name => name !== 'libvirt\'s')
  assert.ok(shipped.length > 0)
  assert.deepEqual(named, shipped, 'run `npm run build && node client/build/notice.mjs`')
})
