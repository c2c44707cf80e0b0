// `virtdeck explain` as people call it: what a path means, in how many ways it may be written, what to do when it means nothing.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { explained } from '../../server/src/cli/explain'

const patience = { timeout: 60_000 }
const narrow = { columns: 80, colored: false }

const told = async (path: string): Promise<string> => {
  const { text, status } = await explained(path, narrow)
  assert.equal(status, 0, `${path}: ${text}`)
  return text
}

test('text, facts, values with their phrases, a link', patience, async () => {
  const text = await told('devices/disk/driver@cache')
  assert.match(text, /^domain\/devices\/disk\/driver@cache\n`cache` of `<driver>`\n/)
  assert.match(text, /\nDefault: `default`/)
  assert.match(text, /\nSince: libvirt 0\.6\.0\n/)
  assert.match(text, /\nValues:\n {2}default {7}\S/)
  assert.match(text, /\n {2}unsafe {8}\S.*\n {16}\S/, 'a long phrase goes on below itself')
  assert.match(text, /\nhttps:\/\/libvirt\.org\/formatdomain\.html#\S+\n/)
})

test('with the root or without, from the middle, with slashes around', patience, async () => {
  const whole = await told('domain/devices/disk/driver@cache')
  for (const path of ['devices/disk/driver@cache', 'disk/driver@cache', '/domain/devices/disk/driver@cache', ' disk/driver/@cache ']) assert.equal(await told(path), whole, path)
})

test('a root, a device and a child of the root are taken for what people mean', patience, async () => {
  for (const [path, first] of [['network', 'network'], ['interface', 'domain/devices/interface'], ['cpu', 'domain/cpu'], ['numa', 'domain/cpu/numa'], ['pool/source', 'pool/source'], ['interface/protocol', 'interface/protocol']] as const) {
    assert.equal((await told(path)).split('\n')[0], first)
  }
})

test('attributes and elements with a line on each, required ones first', patience, async () => {
  const text = await told('disk/target')
  assert.match(text, /\nAttributes:\n {2}dev \(required\) {2}\S/)
  assert.match(await told('disk'), /\nElements:\n[\s\S]*\n {2}source {2,}\S/)
})

test('a condition chooses the branch', patience, async () => {
  const bridge = await told('interface[type=bridge]/source')
  assert.match(bridge, /^domain\/devices\/interface\[type=bridge\]\/source\n/)
  assert.match(bridge, /\n {2}bridge \(required\)/)
  assert.doesNotMatch(bridge, /\n {2}dev\b/)
  assert.match(await told("interface[@type='direct']/source"), /\n {2}dev\b/)
})

test('a value, of an attribute or of a text', patience, async () => {
  assert.match(await told('disk/driver@cache=none'), /\n`none`: \S/)
  assert.match(await told('on_crash=restart'), /\n`restart`: \S/)
  assert.match(await told('disk/driver@cache=nine'), /\n`nine`: not allowed here\.\n/)
  assert.match(await told('interface[type=bridge]/source@bridge=br0'), /\n`br0`: allowed\.\n/)
})

for (const [path, message] of [
  ['disk/driver@cahce', /<driver> has no attribute cahce.* did you mean domain\/devices\/disk\/driver@cache\?/],
  ['disk/drivr@cache', /<disk> has no element <drivr>.* did you mean domain\/devices\/disk\/driver@cache\?/],
  ['dsik', /there is no element <dsik>.* did you mean domain\/devices\/disk\?/],
  ['interface[type=bidge]/source', /no <interface> is like interface\[type=bidge\].* did you mean domain\/devices\/interface\/source\?/],
  ['disk/driver@zzzzz', /<driver> has no attribute zzzzz\)\.\n/],
  ['disk//driver', /it is no path/],
  ['disk\u001b[31m', /it is no path/],
] as const) {
  test(`nothing is named ${JSON.stringify(path)}`, patience, async () => {
    const { text, status } = await explained(path, narrow)
    assert.equal(status, 2)
    assert.match(text, message)
    assert.doesNotMatch(text, /\u001b/)
  })
}

test('no line is wider than the terminal, links aside, and none is lost', patience, async () => {
  const words = (text: string): readonly string[] => text.split(/\s+/)
  const wide = await explained('disk', { columns: 200, colored: false })
  for (const columns of [40, 60, 80, 100]) {
    const { text } = await explained('disk', { columns, colored: false })
    for (const line of text.split('\n')) assert.ok(line.length <= columns || /https:/.test(line), `${columns}: ${line}`)
    assert.deepEqual(words(text), words(wide.text))
  }
  assert.ok(wide.text.split('\n').every(line => line.length <= 100))
})

test('colour is more than the text only by its marks', patience, async () => {
  const { text } = await explained('disk/driver@cache', { columns: 80, colored: true })
  assert.match(text, /\u001b\[1m/)
  assert.equal(text.replace(/\u001b\[\d+m/g, '').replaceAll('`', '').replace(/\s+/g, ' '), (await told('disk/driver@cache')).replaceAll('`', '').replace(/\s+/g, ' '))
})

test('the program: 0 with the text, without colour where it is no terminal; 2 for what means nothing and for misuse', patience, () => {
  const virtdeck = (...args: readonly string[]) => spawnSync(process.execPath, ['server/dist/cli.js', ...args], { encoding: 'utf8', timeout: 60_000 })
  const { status, stdout, stderr } = virtdeck('explain', 'devices/disk/driver@cache')
  assert.deepEqual([status, stderr], [0, ''])
  assert.match(stdout, /^domain\/devices\/disk\/driver@cache\n/)
  assert.doesNotMatch(stdout, /\u001b/)
  for (const [args, message] of [[['explain', 'nonsense-here'], /there is nothing named "nonsense-here"/], [['explain'], /name what to explain/], [['explain', 'a', 'b'], /explain takes one path, not 2/], [['explain', '--format', 'json', 'disk'], /--format does not go with explain/]] as const) {
    const ran = virtdeck(...args)
    assert.deepEqual([ran.status, ran.stdout], [2, ''], args.join(' '))
    assert.match(ran.stderr, message)
  }
})
