// V8 is quick with strings while nothing inherits from String.prototype; one object that does, such as a bundler's module made of a
// text, and `charCodeAt` takes three to nine times as long everywhere. Asked of the built programs once they have read documents.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { folder } from '../cli/run'
import { connect } from '../support/wire'

const told = `process.on('exit', () => require('node:fs').writeFileSync(__dirname + '/told', ['String', 'Object', 'Array', 'RegExp', 'Map'].filter(name => !%HasFastProperties(globalThis[name].prototype)).join()))`

test('the server has read a domain, a network and a deck', { timeout: 60_000 }, async t => {
  const home = folder(t, { 'tell.cjs': told })
  const wire = await connect(t, { flags: ['--allow-natives-syntax', '--require', join(home, 'tell.cjs')] })
  for (const [name, languageId] of [['workstation.xml', 'xml'], ['network.xml', 'xml'], ['deck.md', 'markdown']] as const) {
    const opened = wire.open(readFileSync(join('examples', name), 'utf8'), { languageId, uri: `file:///strings/${name}` })
    await opened.diagnostics()
    await opened.complete(20)
  }
  await wire.end()
  assert.equal(readFileSync(join(home, 'told'), 'utf8'), '')
})

test('the linter has read all examples', { timeout: 60_000 }, t => {
  const home = folder(t, { 'tell.cjs': told })
  spawnSync(process.execPath, ['--allow-natives-syntax', '--require', join(home, 'tell.cjs'), resolve('server/dist/cli.js'), 'lint', 'examples'], { timeout: 60_000 })
  assert.equal(readFileSync(join(home, 'told'), 'utf8'), '')
})
