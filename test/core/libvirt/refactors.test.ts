// Changes on demand, as tables: what is offered at the caret (or about what lies between two), and what it makes of the text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings } from '../../../server/src/core/service'
import { applyEdits } from '../../support/edits'

interface Offered {
  readonly titles: readonly string[]
  after(title: string): string
}

const offered = async (marked: string): Promise<Offered> => {
  const [before = '', between = '', behind] = marked.split('‸')
  const text = before + between + (behind ?? '')
  const document = await libvirt.open(text, defaultSettings)
  const found = document.refactorings({ start: before.length, end: before.length + (behind === undefined ? 0 : between.length) })
  return {
    titles: found.map(({ title }) => title),
    after: title => {
      const refactoring = found.find(one => one.title === title)
      assert.ok(refactoring, `${title} is not among ${found.map(one => one.title).join(' | ')}`)
      return applyEdits(text, refactoring.edits)
    },
  }
}

const domain = (...lines: readonly string[]): string => `<domain type='kvm'>\n${lines.map(line => `  ${line}\n`).join('')}</domain>\n`
const devices = (...lines: readonly string[]): string => domain('<devices>', ...lines.map(line => `  ${line}`), '</devices>')

const check = async (marked: string, title: string, expected: string): Promise<void> => assert.equal((await offered(marked)).after(title), expected)

const never = async (marked: string, title: RegExp): Promise<void> => assert.deepEqual((await offered(marked)).titles.filter(one => title.test(one)), [], marked)

test('units', async () => {
  await check(domain('<memory>41‸94304</memory>'), 'Write as 4 GiB', domain("<memory unit='GiB'>4</memory>"))
  await check(domain('<memory unit="GiB">‸3</memory>'), 'Write as 3,072 MiB', domain('<memory unit="MiB">3072</memory>'))
  await check(domain("<memoryBacking><hugepages><page size='‸2048' unit='KiB'/></hugepages></memoryBacking>"), 'Write as 2 MiB',
    domain("<memoryBacking><hugepages><page size='2' unit='MiB'/></hugepages></memoryBacking>"))
  await never(domain("<memory unit='MiB'>‸1500</memory>"), /GiB/)
  await never(domain('<vcpu>‸4</vcpu>'), /Write as/)
})

test('what is booted from', async () => {
  const disk = "<disk type='file' device='disk'>"
  const list = domain('<os>', '  <type>hvm</type>', "  <boot dev='‸network'/>", "  <boot dev='hd'/>", '</os>', '<devices>', `  ${disk}`, "    <target dev='vda'/>", '  </disk>', "  <interface type='user'>", '  </interface>', '</devices>')
  const orders = domain('<os>', '  <type>hvm</type>', '</os>', '<devices>', `  ${disk}`, "    <target dev='vda'/>", "    <boot order='2'/>", '  </disk>', "  <interface type='user'>", "    <boot order='1'/>", '  </interface>', '</devices>')
  await check(list, 'Say what is booted from in the devices (<boot order>)', orders)
  await check(orders.replace("order='1'", "order='‸1'"), 'Say what is booted from in one list (<boot dev>)', list.replace('‸', ''))
  await never(list.replace("<interface type='user'>", "<interface type='user'><boot order='3'/>"), /booted/)
  await never(list.replace(/ {4}<interface[^]*<\/interface>\n/, ''), /booted/)
})

test('a PCI address is written out where it is certain', async () => {
  const machine = (board: string, ...lines: readonly string[]): string => domain('<os>', `  <type arch='x86_64' machine='${board}'>hvm</type>`, '</os>', '<devices>', ...lines.map(line => `  ${line}`), '</devices>')
  const at = (bus: string, slot: string): string => `<address type='pci' domain='0x0000' bus='0x${bus}' slot='0x${slot}' function='0x0'/>`
  const disk = (address = ''): readonly string[] => ["<disk type='file'>", "  <target dev='v‸da' bus='virtio'/>", ...address ? [`  ${address}`] : [], '</disk>']
  const balloon = (address: string): readonly string[] => ["<memballoon model='virtio'>", `  ${address}`, '</memballoon>']
  const ports = ["<controller type='pci' index='0' model='pcie-root'/>", "<controller type='pci' index='1' model='pcie-root-port'>", `  ${at('00', '02')}`, '</controller>', "<controller type='pci' index='2' model='pcie-root-port'>", `  ${at('00', '03')}`, '</controller>']
  const certain = async (board: string, lines: (address?: string) => readonly string[], address: string): Promise<void> =>
    check(machine(board, ...lines()), 'Write the address out', machine(board, ...lines(address)).replace('‸', ''))
  await certain('pc', address => [...disk(address), ...balloon(at('00', '03'))], at('00', '04'))
  await certain('q35', address => [...disk(address), ...ports, ...balloon(at('01', '00'))], at('02', '00'))
  // Another one wants a place too; the balloon that libvirt adds does; no port is free.
  await never(machine('pc', ...disk(), "<memballoon model='virtio'/>"), /Write the address/)
  await never(machine('pc', ...disk()), /Write the address/)
  await never(machine('q35', ...disk(), ...ports.slice(0, 4), ...balloon(at('01', '00'))), /Write the address/)
})

test('addresses', async () => {
  const disk = (target: string, address = ''): string => devices("<disk type='file' device='disk'>", `  <target ${target}/>`, ...address ? [`  ${address}`] : [], '</disk>')
  const sdh = "<address type='drive' controller='0' bus='0' target='0' unit='8'/>"
  await check(disk("dev='s‸dh' bus='scsi'"), 'Write the address out', disk("dev='sdh' bus='scsi'", sdh))
  await check(disk("dev='hd‸d' bus='ide'"), 'Write the address out', disk("dev='hdd' bus='ide'", "<address type='drive' controller='0' bus='1' target='0' unit='1'/>"))
  await check(disk("dev='sd‸h' bus='scsi'", sdh), 'Leave the address to libvirt', disk("dev='sdh' bus='scsi'"))
  await never(disk("dev='vd‸a' bus='virtio'"), /address/i)
  await check(devices('‸', "<input type='tablet' bus='usb'>", "  <address type='usb' bus='0' port='1'/>", '</input>', "<video>", "  <address type='pci' slot='2'/>", '</video>', '<memory>', "  <address type='dimm' slot='0'/>", '</memory>'),
    'Leave all 2 addresses to libvirt', devices('', "<input type='tablet' bus='usb'>", '</input>', '<video>', '</video>', '<memory>', "  <address type='dimm' slot='0'/>", '</memory>'))
})

test('one more of a device', async () => {
  const disk = (dev: string, ...more: readonly string[]): readonly string[] => ["<disk type='file' device='disk'>", `  <target dev='${dev}' bus='virtio'/>`, ...more.map(line => `  ${line}`), '</disk>']
  await check(devices(...disk('vda', "<boot order='1'/>", '<serial>x</serial>', "<alias name='ua-a'/>", "<address type='pci' slot='7'/>").map(line => line.replace('vda', 'v‸da')), ...disk('vdb')), 'Duplicate this disk',
    devices(...disk('vda', "<boot order='1'/>", '<serial>x</serial>', "<alias name='ua-a'/>", "<address type='pci' slot='7'/>"), ...disk('vdc', "<alias name='ua-a-2'/>"), ...disk('vdb')))
  const nic = devices("<interface type='bridge'>", "  <mac address='52:54:00:aa:bb:cc'/>", "  <target dev='vnet‸0'/>", "  <alias name='net0'/>", '</interface>')
  const [, one, two] = /((?:52:54:00:..:..:..).*?)(52:54:00:[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2})/s.exec((await offered(nic)).after('Duplicate this interface'))!
  assert.ok(one && two && !one.startsWith(two))
  assert.match((await offered(nic)).after('Duplicate this interface'), /vnet1/)
  await check(devices("<controller type='pci' index='‸2' model='pcie-root-port'>", "  <target chassis='2' port='0x10'/>", '</controller>', "<controller type='usb' index='5'/>"), 'Duplicate this controller',
    devices("<controller type='pci' index='2' model='pcie-root-port'>", "  <target chassis='2' port='0x10'/>", '</controller>', "<controller type='pci' index='3' model='pcie-root-port'>", "  <target chassis='3' port='0x11'/>", '</controller>', "<controller type='usb' index='5'/>"))
  await check("<disk type='file' device='disk'>\n  <target dev='sd‸z' bus='scsi'/>\n</disk>\n", 'Duplicate this disk', "<disk type='file' device='disk'>\n  <target dev='sdz' bus='scsi'/>\n</disk>\n<disk type='file' device='disk'>\n  <target dev='sda' bus='scsi'/>\n</disk>\n")
  await never(devices("<controller type='pci' index='‸0' model='pcie-root'/>"), /Duplicate/)
  await never(devices("<memballoon model='‸virtio'/>"), /Duplicate/)
  await never(devices("<disk><target dev='‸vda'/>"), /Duplicate/)
})

test('order and numbers', async () => {
  await check(devices('‸', "<video/>", "<disk/>"), 'Order what is in <devices> as libvirt prints it', devices('<disk/>', '', '<video/>'))
  await check(devices('‸', "<disk><target dev='vdc'/></disk>", "<disk><target dev='sda'/></disk>", "<disk><target dev='vda'/></disk>"), 'Renumber the targets of the disks',
    devices('', "<disk><target dev='vda'/></disk>", "<disk><target dev='sda'/></disk>", "<disk><target dev='vdb'/></disk>"))
  await check(devices('‸', "<disk><boot order='7'/></disk>", "<disk><boot order='2'/></disk>"), 'Renumber the boot order', devices('', "<disk><boot order='2'/></disk>", "<disk><boot order='1'/></disk>"))
  await never(devices('‸', "<disk><target dev='vda'/><boot order='1'/></disk>"), /Renumber|Order/)
})

test('wrapping', async () => {
  const loose = domain("‸<disk type='file'>", "  <target dev='vda'/>", "</disk>", "<video/>‸")
  await check(loose, 'Wrap in <devices>', domain('<devices>', "  <disk type='file'>", "    <target dev='vda'/>", "  </disk>", '  <video/>', '</devices>'))
  await never(domain("‸<vcpu>1</vcpu>‸"), /devices/)
  await never(domain("‸<di‸sk/>"), /Wrap in <name>/)
  await never(domain("<disk>‸</disk>"), /Wrap/)
})

test('templates are left alone', async () => {
  assert.deepEqual((await offered("<domain type='kvm'>\n  <memory>4194304‸</memory><name>{{ vm[\"name\"] }}</name>\n</domain>")).titles, [])
})
