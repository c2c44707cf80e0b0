// Another editor attaches: a real Neovim, headless, over `virtdeck-language-server --stdio`.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { linesOf } from '../../server/src/core/text/lines'
import { atCaret } from '../support/caret'
import { needs } from '../support/lacks'

interface Seen {
  readonly failure?: string
  readonly filetype: string
  readonly diagnostics: readonly { readonly line: number; readonly column: number; readonly endColumn: number; readonly source: string; readonly message: string }[]
  readonly labels: readonly string[]
}

const neovimThere = (): boolean => spawnSync('nvim', ['--version']).status === 0

/** Opens the text as a file of that name and tells what Neovim then knows; the caret is where it asks for completion. */
async function seenBy(t: TestContext, name: string, marked: string): Promise<Seen> {
  const { text, offset } = atCaret(marked)
  const folder = mkdtempSync(join(tmpdir(), 'virtdeck-nvim-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, name), text)
  const { line, character } = linesOf(text).positionAt(offset)
  const nvim = spawn('nvim', ['--clean', '--headless', '-n', join(folder, name), '-c', 'luafile test/lsp/neovim.lua', '-c', 'qall!'], {
    env: {
      ...process.env, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder,
      VIRTDECK_SERVER: `${process.execPath} server/dist/node/server.js --stdio`,
      VIRTDECK_CARET: `${line}:${character}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.after(() => nvim.kill())
  let out = ''
  let err = ''
  nvim.stdout.on('data', chunk => { out += chunk })
  nvim.stderr.on('data', chunk => { err += chunk })
  await new Promise(resolve => { nvim.once('close', resolve) })
  assert.match(out, /^\{.*\}$/s, `Neovim said: ${err}`)
  const seen = JSON.parse(out) as Seen
  assert.equal(seen.failure, undefined, err)
  return seen
}

test('Neovim shows our diagnostics and completions in a domain', { timeout: 60_000 }, async t => {
  if (!needs('nvim', neovimThere(), t)) return
  const seen = await seenBy(t, 'vm.xml', `<domain type='kvm'>
  <name>demo</name>
  <memory>1</memory>
  <os><type>hvm</type></os>
  <devices>
    <interface type='bridge'>
      <source ‸/>
      <model typ='virtio'/>
    </interface>
  </devices>
</domain>
`)
  assert.equal(seen.filetype, 'xml')
  const typo = seen.diagnostics.find(({ line }) => line === 7)
  assert.deepEqual(typo && [typo.column, typo.endColumn, typo.source], [13, 16, 'virtdeck'])
  assert.match(typo?.message ?? '', /typ\b.*`?type/s)
  assert.ok(seen.labels.includes('bridge'), seen.labels.join())
  assert.ok(!seen.labels.includes('dev'), seen.labels.join())
})

test('Neovim shows our diagnostics and completions in a deck', { timeout: 60_000 }, async t => {
  if (!needs('nvim', neovimThere(), t)) return
  const seen = await seenBy(t, 'deck.md', `---
marp: true
theme: ‸
pagniate: true
---

# A slide
`)
  assert.equal(seen.filetype, 'markdown')
  assert.ok(seen.diagnostics.some(({ line, message }) => line === 3 && message.includes('paginate')), JSON.stringify(seen.diagnostics))
  assert.ok(seen.labels.includes('gaia'), seen.labels.join())
})
