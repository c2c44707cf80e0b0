// Ids as a table: asked at the caret, where the id is defined (`=`) and used, and what a new name makes of the text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idsAt, idsOf, isSame, renamed } from '../../../server/src/core/libvirt/ids'
import { references } from '../../../server/src/core/libvirt/references'
import { editions } from '../../../server/src/core/libvirt/versions'
import { parse } from '../../../server/src/core/xml/parse'
import { atCaret } from '../../support/caret'
import { applyEdits } from '../../support/edits'

/** The places of the id at the caret: the rest of their line from there. */
const check = (marked: string, ...expected: readonly string[]): void => {
  const { text, offset } = atCaret(marked)
  const ids = idsOf(parse(text))
  const here = idsAt(ids, offset)
  const places = ids.filter(id => here.some(one => isSame(one, id)))
    .map(({ role, span }) => `${role === 'defines' ? '=' : ''}${/^[^\n]*/.exec(text.slice(text.lastIndexOf('<', span.start)))![0].slice(0, 40)}`)
  assert.deepEqual(places, expected.map(place => place.slice(0, place.startsWith('=') ? 41 : 40)), marked)
}

const checkRename = (marked: string, name: string, expected: string): void => {
  const { text, offset } = atCaret(marked)
  const document = parse(text)
  const ids = idsOf(document)
  const [id] = idsAt(ids, offset)
  assert.ok(id, marked)
  const edits = renamed(document, ids, id, name)
  assert.equal(typeof edits === 'string' ? edits : applyEdits(text, edits), expected)
}

const domain = (...lines: readonly string[]): string => `<domain>\n${lines.join('\n')}\n</domain>`
const devices = (...lines: readonly string[]): string => domain('<devices>', ...lines, '</devices>')

test('I/O threads, named and counted', () => {
  check(domain('<iothreads>2</iothreads>', "<iothreadids><iothread id='4'/></iothreadids>", "<cputune><iothreadpin iothread='4' cpuset='1'/></cputune>",
    "<devices><disk>\n<driver name='qemu' iothread='‸4'/></disk></devices>"), "=<iothread id='4'/></iothreadids>", "<iothreadpin iothread='4' cpuset='1'/></cputune>", "<driver name='qemu' iothread='4'/></disk></devices>")
  check(domain('<iothreads>2</iothreads>', "<devices><disk>\n<driver iothread='‸2'/></disk></devices>"), '=<iothreads>2</iothreads>', "<driver iothread='2'/></disk></devices>")
  check(domain('<iothreads>2</iothreads>', "<devices><disk>\n<driver iothread='‸3'/></disk></devices>"), "<driver iothread='3'/></disk></devices>")
  check(domain('<iothreads>‸2</iothreads>', "<cputune>\n<iothreadsched iothreads='1-2' scheduler='fifo'/></cputune>"),
    '=<iothreads>2</iothreads>', '=<iothreads>2</iothreads>', "<iothreadsched iothreads='1-2' scheduler='fifo'/>", "<iothreadsched iothreads='1-2' scheduler='fifo'/>")
})

test('NUMA cells and vCPUs', () => {
  check(domain("<cpu><numa>", "<cell id='‸1' cpus='0-3'>", "<distances>", "<sibling id='1' value='10'/></distances></cell></numa></cpu>", "<numatune>", "<memnode cellid='1' mode='strict'/></numatune>",
    '<devices><memory><target>', '<node>1</node></target></memory></devices>'),
  "=<cell id='1' cpus='0-3'>", "<sibling id='1' value='10'/></distances></cell></numa></cpu>", "<memnode cellid='1' mode='strict'/></numatune>", '<node>1</node></target></memory></devices>')
  check(domain('<vcpu>4</vcpu>', '<cputune>', "<vcpupin vcpu='‸3' cpuset='7'/></cputune>", "<cpu><numa>", "<cell cpus='2-3'/></numa></cpu>"),
    '=<vcpu>4</vcpu>', "<vcpupin vcpu='3' cpuset='7'/></cputune>", "<cell cpus='2-3'/></numa></cpu>")
})

test('controllers by type, buses in hex or not', () => {
  check(devices("<controller type='pci' index='2' model='x'/>", "<controller type='usb' index='2'/>", '<interface>', "<address type='pci' bus='0x0‸2' slot='0'/></interface>"),
    "=<controller type='pci' index='2' model='x'/>", "<address type='pci' bus='0x02' slot='0'/></interface>")
  check(devices("<controller type='scsi' index='‸0'/>", "<controller type='sata' index='0'/>", "<disk><target dev='sda' bus='scsi'/>", "<address type='drive' controller='0'/></disk>",
    "<disk><target dev='sdb' bus='sata'/>", "<address type='drive' controller='0'/></disk>", "<disk><target dev='sdc'/>", "<address type='drive' controller='0' unit='2'/></disk>"),
  "=<controller type='scsi' index='0'/>", "<address type='drive' controller='0'/></disk>", "<address type='drive' controller='0' unit='2'/></disk>")
  check(devices("<controller type='virtio-serial' index='0'/>", '<channel>', "<address type='virtio-serial' controller='‸0' bus='0' port='1'/></channel>"),
    "=<controller type='virtio-serial' index='0'/>", "<address type='virtio-serial' controller='0' bus='0' port='1'/></channel>")
})

test('aliases, audio, groups, disks of a snapshot', () => {
  check(devices("<interface>", "<alias name='ua-1'/></interface>", '<interface>', "<teaming type='transient' persistent='ua‸-1'/></interface>"), "=<alias name='ua-1'/></interface>", "<teaming type='transient' persistent='ua-1'/></interface>")
  check(devices("<sound>", "<audio id='‸1'/></sound>", "<audio id='1' type='none'/>"), "<audio id='1'/></sound>", "=<audio id='1' type='none'/>")
  check(domain('<throttlegroups><throttlegroup>', '<group_name>a</group_name></throttlegroup></throttlegroups>', '<devices><disk><throttlefilters>', "<throttlefilter group='‸a'/></throttlefilters></disk></devices>"),
    '=<group_name>a</group_name></throttlegroup></throttlegroups>', "<throttlefilter group='a'/></throttlefilters></disk></devices>")
  check(`<domainsnapshot><disks>\n<disk name='vd‸a'/></disks>${devices("<disk>", "<target dev='vda'/></disk>")}</domainsnapshot>`, "<disk name='vda'/></disks><domain>", "=<target dev='vda'/></disk>")
  check("<filter name='f'>\n<filterref filter='g'>\n<parameter name='IP' value='1'/></filterref>\n<rule>\n<ip srcipaddr='$I‸P' dstipaddr='$OTHER[@1]'/></rule></filter>", "<parameter name='IP' value='1'/></filterref>", "<ip srcipaddr='$IP' dstipaddr='$OTHER[@1]'/></rule></filter>")
})

test('ids that other documents know', () => {
  const across = (text: string): readonly string[] => idsOf(parse(text)).filter(id => id.across).map(({ kind, value, role }) => `${role} ${kind} ${value.replace('\0', '/')}`)
  assert.deepEqual(across("<network><name>lan</name><portgroup name='web'/></network>"), ['defines network lan', 'defines portgroup lan/web'])
  assert.deepEqual(across(devices("<interface type='network'><source network='lan' portgroup='web'/><filterref filter='clean'/></interface>", "<interface type='bridge'><source network='x'/></interface>")),
    ['uses network lan', 'uses portgroup lan/web', 'uses filter clean'])
  assert.deepEqual(across("<secret><uuid>u</uuid><usage type='ceph'><name>n</name></usage></secret>"), ['defines secret u', 'defines secret by usage n'])
  assert.deepEqual(across(devices("<disk><source pool='p' volume='v'/><backingStore><source file='/b'/><backingStore><source file='/c'/></backingStore></backingStore></disk>")),
    ['uses pool p', 'uses volume v', 'uses image /b', 'uses image /c'])
})

test('fragments', () => {
  const text = "<disk>\n<driver iothread='1'/><address type='drive' controller='0'/><target dev='sda'/></disk>"
  const ids = idsOf(parse(text), () => ['domain', 'devices'])
  assert.deepEqual(ids.map(({ kind, value }) => `${kind} ${value}`), ['iothread 1', 'controller scsi\x000', 'disk sda'])
})

test('another name, written as the place writes it', () => {
  checkRename(devices("<controller type='pci' index='‸2'/>", "<disk><address type='pci' bus='0x02'/></disk>", "<disk><address type='pci' bus='2'/></disk>"), '12',
    devices("<controller type='pci' index='12'/>", "<disk><address type='pci' bus='0x0c'/></disk>", "<disk><address type='pci' bus='12'/></disk>"))
  checkRename(devices("<interface><alias name='ua-‸1'/></interface>", '<interface><teaming persistent="ua-1"/></interface>'), 'a\'"<&',
    devices("<interface><alias name='a&apos;\"&lt;&amp;'/></interface>", '<interface><teaming persistent="a\'&quot;&lt;&amp;"/></interface>'))
  const two = devices("<audio id='1'/>", "<audio id='2‸'/>")
  checkRename(two, '1', 'There is an audio 1 already.')
  checkRename(two, 'one', 'The id of an audio is a number: "one" is none.')
  checkRename(two, ' ', 'A name for the audio is wanted, on one line.')
  checkRename(two, '2', two.replace('‸', ''))
  checkRename(domain('<vcpu>4</vcpu>', "<cputune><vcpupin vcpu='‸3'/></cputune>"), '2', 'The vCPU 3 is also part of "4", which cannot be renamed.')
})

test('every path of the table is one that libvirt’s schema knows', async () => {
  const grammar = (await editions()).at(-1)!.grammar()
  const names = new Set(grammar.declarations.map(({ name }) => String(name).replace(/^\{.*\}/, '')))
  for (const { defines, uses } of references) {
    for (const place of [...defines, ...uses]) {
      const [path = ''] = (typeof place === 'string' ? place : place.at).split('@')
      for (const name of path.split('/')) assert.ok(name === '*' || names.has(name), `${path}: ${name}`)
    }
  }
})
