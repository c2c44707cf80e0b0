// Fragments and several roots in one file: what they are taken for, how they are judged, and what is left alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings, type Document } from '../../../server/src/core/service'
import { atCaret } from '../../support/caret'

const open = (text: string): Promise<Document> => libvirt.open(text, defaultSettings)

/** The problems as `code: what is underlined`. */
async function checkProblems(text: string, ...expected: readonly string[]): Promise<void> {
  const document = await open(text)
  assert.deepEqual(document.problems().map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`), expected, text)
}

async function checkKinds(rows: Readonly<Record<string, string | null>>): Promise<void> {
  for (const [text, kind] of Object.entries(rows)) assert.equal((await open(text)).kind, kind, text)
}

test('a device alone is judged as in <devices>', async () => {
  await checkProblems("<disk type='file' device='disk'><source file='/a.img'/><target dev='vda' bus='virtio'/></disk>")
  await checkProblems("<disk type='file'><source dev='/dev/sda'/><target dev='vda'/></disk>", 'schema/not-with: dev')
  await checkProblems("<hostdev mode='subsystem' type='pci' manged='yes'><source><address bus='1'/></source></hostdev>", 'schema/unknown-attribute: manged')
  await checkProblems("<interface type='bridge'><source bridge='br0'/><model type='virtio'/></interface>")
  await checkProblems("<video><model type='virtio' heads='1' primary='yes'><acceleration accel3d='yep'/></model></video>", 'schema/invalid-value: yep')
  await checkProblems("<graphics type='vnc' port='-1' autoprt='yes'/>", 'schema/unknown-attribute: autoprt')
})

test('so are other elements of a domain, and those that net-update takes', async () => {
  await checkProblems("<cpu mode='host-passthrough' check='none'><topology sockets='1' dies='1' cores='4' threads='2'/></cpu>")
  await checkProblems("<cpu mode='host-passtrough'/>", 'schema/invalid-value: host-passtrough')
  await checkProblems('<features><acpi/><apic/><kvm><hidden state="onn"/></kvm></features>', 'schema/invalid-value: onn')
  await checkProblems("<os><type arch='x86_64' machine='q35'>hvm</type><boot dev='hda'/></os>", 'schema/invalid-value: hda')
  await checkProblems("<memory model='dimm'><target><size unit='GiB'>1</size></target></memory>")
  await checkProblems("<host mac='52:54:00:00:00:01' name='a' ip='192.168.122.2'/>")
  await checkProblems("<portgroup name='a' default='yes'><vlan><tag id='x'/></vlan></portgroup>", 'schema/invalid-value: x')
})

test('an <interface> is the host\'s or a device, by what is in it', async () => {
  await checkProblems("<interface type='ethernet' name='eth0'><start mode='onbot'/></interface>", 'schema/invalid-value: onbot')
  await checkProblems("<interface type='network'><source network='default'/><mac adress='52:54:00:00:00:01'/></interface>", 'schema/unknown-attribute: adress')
  await checkProblems("<device><name>net_lo</name><capability type='net'><interface>lo</interface><capability type='80302'/></capability></device>", 'schema/invalid-value: 80302')
})

test('other XML with such names is nobody\'s', async () => {
  await checkKinds({
    "<video src='a.mp4' controls=''><source src='b'/></video>": null,
    "<input type='text' name='q'/>": null,
    '<features><feature>x</feature><acpi/></features>': null,
    '<channel><title>News</title><item/></channel>': null,
    '<memory>16</memory>': null,
    '<disk/>': null,
    '<host>example.org</host>': null,
    "<host name='a' id='b'/>": null,
    '<os><name>Linux</name><type>unix</type></os>': null,
    "<driver name='org.postgresql'/>": null,
    "<address><street>a</street><city>b</city></address>": null,
    "<resource name='a' type='b'/>": null,
    "<controller type='usb' index='0' model='qemu-xhci'/>": 'controller',
    "<devices><emulator>/usr/bin/qemu-system-x86_64</emulator><disk type='file'/></devices>": 'devices',
  })
})

test('two documents in one file: each is judged, and the second root is one problem', async () => {
  const one = "<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os><on_crash>destry</on_crash></domain>"
  await checkProblems(`${one}\n<network><name>n</name><forward mode='natt'/></network>`,
    'schema/invalid-value: destry', 'xml/several-roots: network', 'schema/invalid-value: natt')
  await checkProblems("<disk type='file'><target dev='vda'/></disk>\n<disk type='file'><target dve='vdb'/></disk>\n<disk><target dev='vdc' buss='ide'/></disk>",
    'xml/several-roots: disk', 'schema/unknown-attribute: dve', 'schema/unknown-attribute: buss')
  await checkProblems(`${one.replace('destry', 'destroy')}<note>not ours</note>`, 'xml/several-roots: note')
})

test('completion and hover know where a fragment would stand', async () => {
  const labels = async (marked: string): Promise<readonly string[]> => {
    const { text, offset } = atCaret(marked)
    return (await open(text)).complete(offset).map(({ label }) => label)
  }
  assert.ok((await labels("<disk type='file'><‸</disk>")).includes('source'))
  assert.ok((await labels("<disk type='‸'")).includes('file'))
  assert.ok((await labels("<interface type='bridge'><source ‸/></interface>")).includes('bridge'))
  assert.ok((await labels("<disk type='file'><target dev='vda'/></disk><video><model type='‸'/></video>")).includes('virtio'))
  const { text, offset } = atCaret("<video><model type='virtio'><acceleration ac‸cel3d='yes'/></model></video>")
  assert.match((await open(text)).hover(offset)?.markdown ?? '', /3D/i)
})
