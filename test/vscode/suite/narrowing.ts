// What one place says rules another one: the list offers what still fits, whichever was written first.
import { holds, labelOf, suggestions, tidy, until, write } from '../expect'

interface Case {
  readonly name: string
  /** Within `<devices>`. */
  readonly device: string
  readonly offers: readonly string[]
  readonly never?: readonly string[]
  /** How many values there are, where the schema says exactly. */
  readonly count?: number
}

const cases: readonly Case[] = [
  { name: 'type=pci leaves the PCI controllers', device: "<controller type='pci' model='‸'/>", offers: ['pcie-root', 'pcie-root-port', 'pci-bridge'], never: ['lsilogic', 'virtio-scsi'], count: 10 },
  { name: 'model=lsilogic leaves type=scsi', device: "<controller type='‸' model='lsilogic'/>", offers: ['scsi'], never: ['pci', 'usb'], count: 1 },
  { name: 'type=usb leaves the USB controllers', device: "<controller type='usb' model='‸'/>", offers: ['qemu-xhci', 'none'], never: ['pcie-root', 'lsilogic'] },
  { name: 'a bridge interface has a bridge for its source', device: "<interface type='bridge'><source ‸/></interface>", offers: ['bridge'], never: ['dev'] },
  { name: 'a network interface has a network', device: "<interface type='network'><source ‸/></interface>", offers: ['network'], never: ['dev'] },
  { name: 'a direct interface has a device', device: "<interface type='direct'><source ‸/></interface>", offers: ['dev', 'mode'], never: ['bridge', 'file'] },
  { name: 'a file disk has a file', device: "<disk type='file'><source ‸/></disk>", offers: ['file'], never: ['dev', 'pool'] },
  { name: 'a block disk has a device', device: "<disk type='block'><source ‸/></disk>", offers: ['dev'], never: ['file', 'pool'] },
  { name: 'a volume disk has a pool and a volume', device: "<disk type='volume'><source ‸/></disk>", offers: ['pool', 'volume'], never: ['dev', 'file'] },
  { name: 'alternations of a pattern are values', device: "<interface type='direct'><source dev='eth0' mode='‸'/></interface>", offers: ['vepa', 'bridge', 'private', 'passthrough'] },
  { name: 'a VNC display has a port', device: "<graphics type='vnc' ‸/>", offers: ['port', 'autoport'], never: ['type', 'gl', 'fullscreen'] },
  { name: 'an attribute that stands is not offered again', device: "<disk type='file' ‸ device='cdrom'/>", offers: ['snapshot'], never: ['type', 'device'] },
  { name: 'elements know the branch', device: "<interface type='user'><‸</interface>", offers: ['mac', 'model'], never: ['disk'] },
]

suite('what still fits', () => {
  teardown(tidy)
  for (const { name, device, offers, never = [], count } of cases) {
    test(`${name}: ${device}`, async () => {
      const written = await write('xml', `<domain type='kvm'>\n  <name>a</name>\n  <devices>\n    ${device}\n  </devices>\n</domain>\n`)
      const labels = await until('suggestions', async () => {
        const found = (await suggestions(written)).map(labelOf)
        return found.length ? found : undefined
      })
      const list = labels.join(' ')
      for (const label of offers) holds(labels.includes(label), `\`${label}\` is missing in: ${list}`)
      for (const label of never) holds(!labels.includes(label), `\`${label}\` does not fit, and is offered: ${list}`)
      if (count !== undefined) holds(labels.length === count, `${count} values fit, ${labels.length} are offered: ${list}`)
    })
  }
})
