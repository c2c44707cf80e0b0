// Devices of the host, to be given to the machine: offered by the names that people know them by, and named where one is written.
import type { HostDevice, HostFacts } from '../../host'
import type { Hover, Suggestion } from '../../model'
import { locate, type Place } from '../../xml/locate'
import type { Element, XmlDocument } from '../../xml/tree'
import { childElements, parentElement } from '../../xml/walk'
import { escaped, quoteIn, type Quote } from '../insertion'
import { deviceAround, hex } from '../knowers/knower'
import { childOf } from '../read'
import { busOf, deviceFor, placeIn } from './assigned'
import { pciWords } from './devices'

/** One item each, with all that says which device it is. */
export function offeredAt(document: XmlDocument, place: Place, host: HostFacts): readonly Suggestion[] {
  const within = place.kind === 'tag-name' ? parentElement(place.element) : place.element
  const device = within && deviceAround(within)
  const bus = device && busOf(device)
  const write = within && device && bus ? writerAt(place, within, device, quoteIn(document.text)) : null
  if (!device || !write) return []
  const fitting = host.devices.filter(one => one.bus === bus && (device.name === 'hostdev' || one.bus === 'pci' && one.class !== null && one.class >>> 8 === network))
  return [...fitting].sort((one, other) => one.title.localeCompare(other.title)).map((one, at): Suggestion => ({
    label: fitting.some(twin => twin !== one && twin.title === one.title) ? `${one.title} (${wordsFor(one)})` : one.title,
    kind: 'device', replace: place.replace, insert: escaped(write(one)), snippet: true, filter: one.title, sort: `!${String(at).padStart(4, '0')}`,
    detail: [wordsFor(one), one.driver, one.iommuGroup && `IOMMU group ${one.iommuGroup.number}`].filter(Boolean).join(' · '), documentation: about(one, host),
  }))
}

/** Base class of PCI. */
const network = 0x02

/** How a device is written at a place; null where one is written already, or none belongs. */
function writerAt(place: Place, within: Element, device: Element, quote: Quote): ((one: HostDevice) => string) | null {
  const source = childOf(device, 'source')
  const attributes = (one: HostDevice): string => addressOf(one, device.name).map(([name, value]) => `${name}=${quote}${value}${quote}`).join(' ')
  const elements = (one: HostDevice): readonly string[] => [...besideAddress(one, quote), ...one.bus === 'usb' ? [] : [`<address ${attributes(one)}/>`]]
  switch (place.kind) {
    case 'attribute-name': {
      const bare = within.attributes.every(attribute => attribute === place.attribute)
      return bare && within.name === 'address' && within.parent === source && oneAddress.has(busOf(device)!) ? attributes : null
    }
    case 'content': case 'tag-name': {
      const start = place.kind === 'content' ? '<' : ''
      const free = childElements(within).every(child => place.kind === 'tag-name' && child === place.element)
      if (within === source) return free ? one => start + elements(one).join('\n').slice(1) : null
      return within === device && !source ? one => `${start}source>\n${elements(one).map(line => `\t${line}\n`).join('')}</source>` : null
    }
    default: return null
  }
}

/** Those of which the address says all. */
const oneAddress: ReadonlySet<HostDevice['bus']> = new Set(['pci', 'mdev'])

/** A USB device is named by its make: its address is another each time that it is plugged in. */
function besideAddress(device: HostDevice, quote: Quote): readonly string[] {
  switch (device.bus) {
    case 'usb': return [`<vendor id=${quote}${device.vendor}${quote}/>`, `<product id=${quote}${device.product}${quote}/>`]
    case 'scsi': return [`<adapter name=${quote}scsi_host${device.address.host}${quote}/>`]
    default: return []
  }
}

function addressOf(device: HostDevice, name: string): readonly (readonly [string, string])[] {
  switch (device.bus) {
    case 'pci': {
      const { domain, bus, slot, function: part } = device.address
      return [...name === 'interface' ? [['type', 'pci'] as const] : [], ['domain', hex(domain, 4)], ['bus', hex(bus, 2)], ['slot', hex(slot, 2)], ['function', `0x${part.toString(16)}`]]
    }
    case 'usb': return []
    case 'scsi': return [['bus', String(device.address.bus)], ['target', String(device.address.target)], ['unit', String(device.address.unit)]]
    case 'mdev': return [['uuid', device.uuid]]
  }
}

function wordsFor(device: HostDevice): string {
  switch (device.bus) {
    case 'pci': return pciWords(device.address)
    case 'usb': return `${device.vendor.slice(2)}:${device.product.slice(2)}`
    case 'scsi': return [device.address.host, device.address.bus, device.address.target, device.address.unit].join(':')
    case 'mdev': return device.uuid
  }
}

/** Markdown: what it is, who has it on the host, and what goes with it. */
function about(device: HostDevice, host: HostFacts): string {
  const { driver, iommuGroup, node } = device
  const names = (iommuGroup?.others ?? []).map(words => {
    const known = host.devices.find(one => one.bus === 'pci' && pciWords(one.address) === words)
    return known ? `${known.title} (\`${words}\`)` : `\`${words}\``
  })
  const twins = device.bus === 'usb' ? host.devices.filter(one => one.bus === 'usb' && one !== device && wordsFor(one) === wordsFor(device)).length : 0
  return [
    `**${markdown(device.title)}** on \`${host.connection}\`: \`${wordsFor(device)}\`, \`${node}\`.`,
    driver === undefined ? '' : device.bus === 'pci' && driver !== 'vfio-pci'
      ? `The host uses it with \`${driver}\`: \`managed='yes'\` takes it from there when the machine starts, and gives it back.` : `Its driver on the host is \`${driver}\`.`,
    iommuGroup ? `IOMMU group ${iommuGroup.number}.` : device.bus === 'pci' ? 'It is in no IOMMU group: without an IOMMU, which the firmware or the kernel may have switched off, it cannot be given away.' : '',
    names.length ? `⚠ **Its IOMMU group is shared** with ${names.join(', ')}: nothing of the group may stay in use on the host while a machine has a part of it.` : '',
    twins ? `⚠ **The host has ${twins + 1} of these**: name one by \`<address bus='…' device='…'/>\`.` : '',
  ].filter(Boolean).join('\n\n')
}

/** A name that somebody burnt into a device is no markup. */
const markdown = (text: string): string => text.replace(/[\\`*_[\]<>#|]/g, '\\$&')

/** The device that is written where a pointer is, above what is known of the place anyway. */
export function withDevice(document: XmlDocument, offset: number, hover: Hover | null, host: HostFacts | undefined): Hover | null {
  const { element } = locate(document, offset)
  const device = hover && host && element && deviceAround(element)
  const source = device && childOf(device, 'source')
  if (!source || element !== device && (offset < source.span.start || offset > source.span.end)) return hover
  const written = placeIn(device)
  const found = written && deviceFor(written, host)
  return found ? { ...hover, markdown: `${about(found, host)}\n\n---\n\n${hover.markdown}` } : hover
}
