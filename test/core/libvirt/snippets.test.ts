// The snippets: each is valid by the schema once its stops are filled with what they propose.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings } from '../../../server/src/core/service'
import { filled } from '../../support/snippet'

interface Snippet {
  readonly prefix: readonly string[]
  readonly description: string
  readonly body: readonly string[]
}

const snippets = Object.entries(JSON.parse(readFileSync('snippets/domain.json', 'utf8')) as Readonly<Record<string, Snippet>>)

/** A snippet is a whole document, or stands in a domain or in its devices. */
function inDocument(xml: string): string {
  const root = /^<(\w+)/.exec(xml)![1]!
  if (['domain', 'network', 'pool', 'volume'].includes(root)) return xml
  const head = "<domain type='kvm'><name>a</name><memory unit='GiB'>2</memory><vcpu>4</vcpu><os><type>hvm</type></os>"
  return ['memoryBacking', 'cpu', 'cputune', 'clock'].includes(root) ? `${head}${xml}</domain>` : `${head}<memoryBacking><access mode='shared'/></memoryBacking><devices>${xml}</devices></domain>`
}

test('every snippet is valid, whatever is chosen', async () => {
  assert.ok(snippets.length > 25)
  for (const [title, { body }] of snippets) {
    for (const choice of [0, 1, 2, 3, 4]) {
      const text = inDocument(filled(body.join('\n'), choice))
      const document = await libvirt.open(text, defaultSettings)
      assert.ok(document.kind, title)
      // How many vCPUs there are is said elsewhere than in a topology.
      assert.deepEqual(document.problems().filter(({ code }) => code !== 'libvirt/vcpu-topology-mismatch').map(({ message }) => message), [], `${title}:\n${text}`)
      assert.doesNotMatch(text, /\$/, title)
    }
  }
})

test('prefixes are ours and each its own', () => {
  const prefixes = snippets.flatMap(([, { prefix }]) => prefix)
  assert.equal(new Set(prefixes).size, prefixes.length)
  for (const [title, { prefix, description }] of snippets) {
    assert.match(prefix[0]!, /^vm-/, title)
    assert.ok(description.length > 0 && description.length < 80, title)
  }
})
