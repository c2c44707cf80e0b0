// The places of a document that name a device of the host, and the device that is meant.
import type { HostDevice, HostFacts } from '../../host'
import type { Element, XmlDocument } from '../../xml/tree'
import { elementsAt } from '../../xml/walk'
import { childOf, valueOf } from '../read'
import { numberOf } from '../rules/machine'
import { pciWords } from './devices'

export interface DevicePlace {
  readonly bus: HostDevice['bus']
  /** `<address>`, or what else says which device. */
  readonly element: Element
  /** The device as its numbers call it. */
  readonly words: string
  readonly means: (device: HostDevice) => boolean
}

export const placesOfDevices = (document: XmlDocument): readonly DevicePlace[] =>
  [...elementsAt(document, 'domain/devices/hostdev'), ...elementsAt(document, 'domain/devices/interface')].flatMap(element => placeIn(element) ?? [])

/** Null while it does not say it all. */
export function placeIn(device: Element): DevicePlace | null {
  const source = childOf(device, 'source')
  const address = childOf(source, 'address')
  const number = (name: string, base: 0 | 10 = 0): number | null => numberOf(valueOf(address, name), base)
  switch (busOf(device)) {
    case 'pci': {
      const [domain, bus, slot, part] = [number('domain') ?? 0, number('bus'), number('slot'), number('function') ?? 0]
      if (!address || bus === null || slot === null) return null
      const words = pciWords({ domain, bus, slot, function: part })
      return { bus: 'pci', element: address, words, means: one => one.bus === 'pci' && pciWords(one.address) === words }
    }
    case 'usb': {
      const ids = ['vendor', 'product'].map(name => childOf(source, name))
      const [vendor, product] = ids.map(one => numberOf(valueOf(one, 'id'), 0))
      const [bus, device] = [number('bus', 10), number('device', 10)]
      if (vendor != null && product != null) {
        return { bus: 'usb', element: ids[0]!, words: `${valueOf(ids[0], 'id')}:${valueOf(ids[1], 'id')}`, means: one => one.bus === 'usb' && numberOf(one.vendor, 0) === vendor && numberOf(one.product, 0) === product }
      }
      return !address || bus === null || device === null ? null
        : { bus: 'usb', element: address, words: `bus ${bus} device ${device}`, means: one => one.bus === 'usb' && one.address.bus === bus && one.address.device === device }
    }
    case 'scsi': {
      const host = /^scsi_host(\d+)$/.exec(valueOf(childOf(source, 'adapter'), 'name') ?? '')?.[1]
      const [bus, target, unit] = [number('bus'), number('target'), number('unit')]
      return !address || host === undefined || bus === null || target === null || unit === null ? null
        : { bus: 'scsi', element: address, words: [host, bus, target, unit].join(':'), means: one => one.bus === 'scsi' && [one.address.host, one.address.bus, one.address.target, one.address.unit].join(':') === [Number(host), bus, target, unit].join(':') }
    }
    case 'mdev': {
      const uuid = valueOf(address, 'uuid')?.toLowerCase()
      return !address || uuid === undefined ? null : { bus: 'mdev', element: address, words: uuid, means: one => one.bus === 'mdev' && one.uuid.toLowerCase() === uuid }
    }
    default: return null
  }
}

/** What kind of device stands there: of a `<hostdev>`, or of an `<interface>` that is a card of the host's. */
export function busOf(device: Element): HostDevice['bus'] | null {
  const type = valueOf(device, 'type')
  if (device.name === 'interface') return type === 'hostdev' ? 'pci' : null
  if (device.name !== 'hostdev' || (valueOf(device, 'mode') ?? 'subsystem') !== 'subsystem') return null
  return (['pci', 'usb', 'scsi', 'mdev'] as const).find(bus => bus === type) ?? null
}

/** The first where several are alike. */
export const deviceFor = ({ means }: DevicePlace, { devices }: HostFacts): HostDevice | undefined => devices.find(means)

