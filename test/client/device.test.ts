// The device at the caret, and QEMU's command line as a person reads it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceAt } from '../../client/src/definitions/device'
import { isDangerous, nativeFormat } from '../../client/src/hosts/check'
import { oneArgumentALine } from '../../client/src/hosts/native'
import { atCaret } from '../support/caret'

const devices = (inside: string): string => `<domain><name>a</name><devices>${inside}</devices></domain>`

const rows: readonly (readonly [what: string, marked: string, device: string | null])[] = [
  ['one that is empty', devices('<input type="mouse"‸/>'), '<input type="mouse"/>'],
  ['from within its child', devices('<disk type="file"><target dev="v‸da"/></disk><disk/>'), '<disk type="file"><target dev="vda"/></disk>'],
  ['the second of two', devices('<disk a="1"/>\n<disk a=">"><x/>‸</disk>'), '<disk a=">"><x/></disk>'],
  ['beside a comment that looks like one', devices('<!-- <disk> --><di‸sk/>'), '<disk/>'],
  ['behind others with children', devices(`<serial type='pty'/>\n<video><model type='vga'/></video>\n<disk type='file'>‸<driver name='qemu'/><source file='/x'/></disk>`), `<disk type='file'><driver name='qemu'/><source file='/x'/></disk>`],
  ['none between two', devices('<disk/> ‸ <disk/>'), null],
  ['none outside', '<domain><na‸me>a</name><devices><disk/></devices></domain>', null],
  ['none where the tags do not match', devices('<disk><target>‸</disk>'), null],
]
for (const [what, marked, device] of rows) {
  test(`the device at the caret: ${what}`, () => {
    const { text, offset } = atCaret(marked)
    assert.equal(deviceAt(text, offset)?.text ?? null, device)
  })
}

test('a command line stands one argument a line, and is still the same command', () => {
  const command = `LC_ALL=C \\\nPATH=/bin \\\n/usr/bin/qemu-system-x86_64 \\\n-name 'guest=a b,debug-threads=on' \\\n-S \\\n-device '{"driver":"x"}' -no-user-config -m 64`
  assert.equal(oneArgumentALine(command), `LC_ALL=C \\\n  PATH=/bin \\\n  /usr/bin/qemu-system-x86_64 \\\n  -name 'guest=a b,debug-threads=on' \\\n  -S \\\n  -device '{"driver":"x"}' \\\n  -no-user-config \\\n  -m 64\n`)
})

test('what libvirt dies of is known by its words', () => {
  assert.deepEqual(["<interface type='hostdev' managed='yes'>", '<interface  managed="no" type = "hostdev">', '<teaming type="transient"/>', "<hostdev mode='subsystem'>", "<interface type='network'>"].map(isDangerous), [true, true, true, false, false])
})

test('each driver’s native format', () => {
  assert.deepEqual(['qemu:///system', 'qemu+ssh://h/system', 'xen:///system', 'vpx://h/d', 'bhyve:///system', 'lxc:///system', 'test:///default'].map(nativeFormat), ['qemu-argv', 'qemu-argv', 'xen-xl', 'vmware-vmx', 'bhyve-argv', null, null])
})
