// The outline, one line an item, indented as it is nested.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outlineOf } from '../../../server/src/core/libvirt/symbols'
import { parse } from '../../../server/src/core/xml/parse'
import type { OutlineItem } from '../../../server/src/core/model'

const show = (items: readonly OutlineItem[], depth = 0): readonly string[] => items.flatMap(({ name, detail, kind, children }) =>
  [`${'  '.repeat(depth)}${name}${detail ? ` · ${detail}` : ''} (${kind})`, ...show(children, depth + 1)])

const checkOutline = (text: string, ...expected: readonly string[]): void => assert.deepEqual(show(outlineOf(parse(text))), expected, text)

/** The line of the one device. */
const checkDevice = (device: string, expected: string): void =>
  assert.equal(show(outlineOf(parse(`<domain><devices>${device}</devices></domain>`)))[2], `    ${expected} (device)`, device)

test('a domain', () => {
  checkOutline(
    `<domain type='kvm'>
       <name>web</name>
       <memory unit='GiB'>4</memory>
       <os><type arch='x86_64'>hvm</type><boot dev='hd'/></os>
       <features><acpi/></features>
       <devices>
         <emulator>/usr/bin/qemu</emulator>
         <disk type='file'><driver name='qemu' type='qcow2'/><source file='/a'/><target dev='vda' bus='virtio'/></disk>
       </devices>
     </domain>`,
    'domain web · kvm (document)',
    '  name · web (property)',
    '  memory · 4 GiB (property)',
    '  os (group)',
    '    type · hvm (property)',
    '    boot · hd (property)',
    '  features (group)',
    '    acpi (property)',
    '  devices (group)',
    '    emulator · /usr/bin/qemu (device)',
    '    disk vda · qcow2 · virtio (device)',
    '      driver · qemu (property)',
    '      source · /a (property)',
    '      target · vda (property)',
  )
})

test('devices go by what a person calls them', () => {
  checkDevice("<disk device='cdrom'><target dev='sda' bus='sata'/></disk>", 'cdrom sda · sata')
  checkDevice('<disk/>', 'disk')
  checkDevice("<interface type='network'><source network='default'/><model type='virtio'/></interface>", 'interface network default · virtio')
  checkDevice("<interface type='bridge'><source bridge='br0'/></interface>", 'interface bridge br0')
  checkDevice("<interface type='user'/>", 'interface user')
  checkDevice("<controller type='pci' index='0' model='pcie-root'/>", 'controller pci 0 · pcie-root')
  checkDevice("<graphics type='vnc' port='-1'><listen type='address'/></graphics>", 'graphics vnc · -1 · address')
  checkDevice("<video><model type='virtio'/></video>", 'video virtio')
  checkDevice("<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>", 'channel org.qemu.guest_agent.0 · virtio')
  checkDevice("<hostdev mode='subsystem' type='pci'/>", 'hostdev pci · subsystem')
  checkDevice("<novelty model='x'/>", 'novelty x')
})

test('other roots, prefixes, half-typed documents', () => {
  checkOutline("<network><name>default</name><forward mode='nat'/></network>", 'network default (document)', '  name · default (property)', '  forward · nat (property)')
  checkOutline("<filter name='clean' chain='root'/>", 'filter clean (document)')
  checkOutline('')
  checkOutline('<domain><devices><disk type=\'file\'><tar', 'domain (document)', '  devices (group)', '    disk (device)', '      tar (property)')
  checkOutline('<domain><', 'domain (document)')
  checkOutline(`<domain><title>${'long '.repeat(40)}</title></domain>`, 'domain (document)', `  title · ${'long '.repeat(16).slice(0, 79)}… (property)`)
})

test('names lie inside their items, and ten thousand levels are no harm', () => {
  const check = ({ span, nameSpan, children }: OutlineItem): void => {
    assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end)
    children.forEach(check)
  }
  outlineOf(parse('<domain><name>a<os><type>')).forEach(check)
  outlineOf(parse('<a>'.repeat(10_000))).forEach(check)
})
