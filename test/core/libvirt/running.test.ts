// What a running machine has otherwise than a text: told in words at its place, and nothing that libvirt fills in at start.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differencesOf } from '../../../server/src/core/libvirt/running/differences'
import { parse } from '../../../server/src/core/xml/parse'

const domain = (devices: string, more = ''): string => `<domain type='kvm'><name>a</name><memory unit='KiB'>1048576</memory>${more}<devices>${devices}</devices></domain>`
const disk = (dev: string, driver = "<driver name='qemu' type='raw'/>"): string => `<disk type='file' device='disk'>${driver}<target dev='${dev}' bus='virtio'/></disk>`
const card = (mac: string, model = 'virtio'): string => `<interface type='user'>${mac && `<mac address='${mac}'/>`}<model type='${model}'/></interface>`

interface Row {
  readonly what: string
  /** The document; `mine` where libvirt prints it otherwise. */
  readonly text: string
  readonly mine?: string
  readonly running: string
  /** Where it stands in the document, and what is said of it. */
  readonly differs: readonly (readonly [at: string | null, what: string])[]
}

const rows: readonly Row[] = [
  { what: 'nothing', text: domain(disk('vda')), running: domain(disk('vda')), differs: [] },
  { what: 'an amount, in units that people read', text: domain('').replace("KiB'>1048576", "GiB'>1"), mine: domain(''), running: domain('').replace('1048576', '524288'), differs: [["<memory unit='GiB'>1</memory>", '`<memory>` is `1 GiB` here, and `512 MiB` in the running machine']] },
  { what: 'an attribute that is only here', text: domain(disk('vda', "<driver cache='none'/>")), running: domain(disk('vda', '<driver/>')), differs: [[disk('vda', "<driver cache='none'/>"), '`cache` of `<driver>` is `none` here, and not set in the running machine']] },
  { what: 'an attribute that is only there', text: domain(disk('vda', '<driver/>')), running: domain(disk('vda', "<driver cache='none'/>")), differs: [[disk('vda', '<driver/>'), '`cache` of `<driver>` is `none` in the running machine, and not set here']] },
  { what: 'disks, known by their targets in whatever order', text: domain(disk('vdb') + disk('vda')), running: domain(disk('vda') + disk('vdc')), differs: [[disk('vdb'), '`<disk>` `vdb` is not in the running machine'], [null, 'The running machine has `<disk>` `vdc`, and the text has not']] },
  { what: 'a MAC address that is written, and none that is made up', text: domain(card('') + card('52:54:00:00:00:02')), mine: domain(card('52:54:00:aa:aa:aa') + card('52:54:00:00:00:02')), running: domain(card('52:54:00:bb:bb:bb') + card('52:54:00:00:00:03')),
    differs: [[card('52:54:00:00:00:02'), '`address` of `<mac>` is `52:54:00:00:00:02` here, and `52:54:00:00:00:03` in the running machine']] },
  { what: 'what libvirt fills in at start', text: domain('', "<os><type machine='q35'>hvm</type></os>"), mine: domain(`<emulator>/a</emulator><controller type='pci' index='1'/>${disk('vda')}`, "<os><type machine='pc-q35-7.2'>hvm</type></os><cpu mode='custom'><model>qemu64</model></cpu>").replace(disk('vda'), ''),
    running: domain("<emulator>/b</emulator><controller type='pci' index='2'/><console type='pty'><target type='serial' port='0'/></console>", "<os><type machine='pc-q35-6.0'>hvm</type></os><cpu mode='custom'><model>other</model><feature policy='require' name='x'/></cpu><resource><partition>/machine</partition></resource><seclabel type='dynamic'/>"), differs: [] },
  { what: 'a machine type and a processor that are written', text: domain('', "<os><type machine='pc-q35-7.2'>hvm</type></os><cpu mode='host-passthrough'><topology sockets='1' cores='2' threads='1'/></cpu>"),
    running: domain('', "<os><type machine='pc-q35-6.0'>hvm</type></os><cpu mode='maximum'><topology sockets='2' cores='1' threads='1'/></cpu>"),
    differs: [
      ["<os><type machine='pc-q35-7.2'>hvm</type></os>", '`machine` of `<type>` is `pc-q35-7.2` here, and `pc-q35-6.0` in the running machine'],
      ["<cpu mode='host-passthrough'><topology sockets='1' cores='2' threads='1'/></cpu>", '`mode` of `<cpu>` is `host-passthrough` here, and `maximum` in the running machine'],
      ["<cpu mode='host-passthrough'><topology sockets='1' cores='2' threads='1'/></cpu>", '`sockets` of `<topology>` is `1` here, and `2` in the running machine'],
      ["<cpu mode='host-passthrough'><topology sockets='1' cores='2' threads='1'/></cpu>", '`cores` of `<topology>` is `2` here, and `1` in the running machine'],
    ] },
]
for (const { what, text, mine = text, running, differs } of rows) {
  test(`the running machine differs: ${what}`, () => {
    const found = differencesOf(parse(text), parse(mine), parse(running))
    assert.deepEqual(found.map(one => [one.span && text.slice(one.span.start, one.span.end), one.what]), differs)
  })
}

test('texts that are no machine have no difference', () => {
  for (const text of ['', '<', '<domain', '<domain><devices><disk>']) assert.deepEqual(differencesOf(parse(text), parse(text), parse(text)), [])
})
