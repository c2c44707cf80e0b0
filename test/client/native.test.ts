// A command line of QEMU's as a person reads it: one argument a line, each explained; and which driver reads what.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importFormats, whyNoImport } from '../../client/src/hosts/check'
import { oneArgumentALine } from '../../client/src/hosts/native'
import { explainLine, nativeArguments } from '../../client/src/hosts/native-arguments'

const explained = (line: string): string => explainLine(line) ?? assert.fail(`nothing is said of ${line}`)

test('each line of a command line has one argument, and what it means', () => {
  const command = `LC_ALL=C /usr/bin/qemu-system-x86_64 -name guest=life,debug-threads=on -S -object '{"qom-type":"secret","id":"masterKey0","format":"raw"}' -m 64 \\\n-device '{"driver":"virtio-net-pci","netdev":"hostnet0","id":"net0"}'\n`
  const lines = oneArgumentALine(command).trimEnd().split('\n')
  assert.deepEqual(lines.map(line => explainLine(line)?.split(' ')[0]), [undefined, undefined, '**`-name`**', '**`-S`**', '**`-object`**', '**`-m`**', '**`-device`**'])
})

test('the parts of a value, be it JSON or parted by commas', () => {
  assert.match(explained(`  -blockdev '{"driver":"qcow2","node-name":"libvirt-1-format","cache":{"direct":true}}' \\`), /- `driver`: `qcow2`\n- `node-name`: `libvirt-1-format`, by which others name it\n- `cache\.direct`: `true`/)
  assert.match(explained('  -name guest=a,,b,debug-threads=on \\'), /- `guest`: `a,b`\n- `debug-threads`: `on`/)
  assert.match(explained("  -chardev 'socket,id=mon,path=/a b,server=on'"), /- `socket`\n- `id`: `mon`, by which others name it\n- `path`: `\/a b`/)
  assert.doesNotMatch(explained('  -m 64 \\'), /^- /m)
  assert.match(explained("  -device '{broken'"), /^\*\*`-device`\*\*/)
  assert.match(explained('  -S'), /qemu\(1\), “Debug\/Expert options”/)
})

test('a line without an argument that is known has nothing to say', () => {
  for (const line of ['', '  ', 'LC_ALL=C \\', '/usr/bin/qemu-system-x86_64 \\', '  -nosuch x', '# -name', '-1']) assert.equal(explainLine(line), null, line)
})

test('each argument is explained in a sentence', () => {
  for (const [name, { text }] of Object.entries(nativeArguments)) assert.match(text, /^[A-Z].*\.$/, name)
})

test('which driver reads what, and the kind words of those that read nothing', () => {
  const formats = (connection: string): readonly string[] => importFormats(connection).map(({ name }) => name)
  assert.deepEqual(['lxc:///system', 'xen+ssh://a/system', 'esx://host/', 'vpx://host/dc', 'bhyve:///system'].map(formats), [['lxc-tools'], ['xen-xl', 'xen-xm'], ['vmware-vmx'], ['vmware-vmx'], ['bhyve-argv']])
  for (const connection of ['qemu:///system', 'test:///default', 'hyperv://a']) assert.deepEqual(formats(connection), [])
  assert.match(whyNoImport('qemu:///system'), /^libvirt no longer reads QEMU’s command lines\. .*lxc/)
})
