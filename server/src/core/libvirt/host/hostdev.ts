// Devices of the host, to be given to the machine: offered by the names that people know them by, and named where one is written.
import type { HostDevice, HostFacts } from '../../host'
import type { Hover, Suggestion } from '../../model'
import { locate, type Place } from '../../xml/locate'
import type { Element, XmlDocument } from '../../xml/tree'
import { childElements } from '../../xml/walk'
import { escaped, quoteIn, type Quote } from '../insertion'
import { deviceAround, hex } from '../knowers/knower'
import { childOf } from '../read'
import { busOf, deviceFor, placeIn } from './assigned'
import { pciWords } from './devices'

/** One item each, with all that says which device it is. */
export function offeredAt(document: XmlDocument, place: Place, host: HostFacts): readonly Suggestion[] {
  const within = place.kind === 'tag-name' ? place.element.parent : place.element
  if (within?.kind !== 'element') return []
  const device = deviceAround(within)
  const bus = device && busOf(device)
  if (!device || !bus) return []
  const fitting = host.devices.filter(one => one.bus === bus && (device.name === 'hostdev' || one.bus === 'pci' && one.class !== null && one.class >>> 8 === network))
  const typed = place.kind === 'tag-name' ? place.element : null
  const isFree = (element: Element): boolean => childElements(element).every(child => child === typed)
  const quote = quoteIn(document.text)
  const isSource = within.name === 'source' && within.parent === device
  const write = (one: HostDevice): string | null => {
    const { before, inner } = parts(one, device.name, quote)
    switch (place.kind) {
      case 'attribute-name': return within.name === 'address' && within.parent === childOf(device, 'source') && before === '' && !place.attribute?.value && within.attributes.every(({ name }) => name === 'type' || name === place.attribute?.name)
        ? inner.filter(([name]) => within.attributes.every(attribute => attribute.name !== name)).map(([name, value]) => `${name}=${quote}${value}${quote}`).join(' ') : null
      case 'content': case 'tag-name': {
        const start = place.kind === 'content' ? '<' : ''
        const whole = [before, `<address ${inner.map(([name, value]) => `${name}=${quote}${value}${quote}`).join(' ')}/>`].filter(part => part !== '' && part !== '<address />')
        if (isSource && isFree(within)) return start + whole.join('\n').slice(1)
        return within === device && !childOf(device, 'source') ? `${start}source>\n${whole.map(line => `\t${line}\n`).join('')}</source>` : null
      }
      default: return null
    }
  }
  return [...fitting].sort((one, other) => one.title.localeCompare(other.title)).flatMap((one, at): readonly Suggestion[] => {
    const text = write(one)
    return text === null || !('replace' in place) ? [] : [{
      label: fitting.some(twin => twin !== one && twin.title === one.title) ? `${one.title} (${wordsFor(one)})` : one.title, kind: place.kind === 'attribute-name' ? 'attribute' : 'element', replace: place.replace, insert: escaped(text), snippet: true, filter: one.title,
      detail: [wordsFor(one), one.driver, one.iommuGroup && `IOMMU group ${one.iommuGroup.number}`].filter(Boolean).join(' · '), documentation: about(one, host), sort: `!${String(at).padStart(4, '0')}`,
    }]
  })
}

/** Base class of PCI. */
const network = 0x02

/** Beside `<address>`, and its attributes. */
function parts(device: HostDevice, name: string, quote: Quote): { readonly before: string, readonly inner: readonly (readonly [string, string])[] } {
  const attribute = (name: string, value: string): string => `${name}=${quote}${value}${quote}`
  switch (device.bus) {
    case 'pci': {
      const { domain, bus, slot, function: part } = device.address
      const inner = [['domain', hex(domain, 4)], ['bus', hex(bus, 2)], ['slot', hex(slot, 2)], ['function', `0x${part.toString(16)}`]] as const
      return { before: '', inner: name === 'interface' ? [['type', 'pci'], ...inner] : inner }
    }
    // By its make: its address is another each time that it is plugged in.
    case 'usb': return { before: `<vendor ${attribute('id', device.vendor)}/>\n<product ${attribute('id', device.product)}/>`, inner: [] }
    case 'scsi': {
      const { host, bus, target, unit } = device.address
      return { before: `<adapter ${attribute('name', `scsi_host${host}`)}/>`, inner: [['bus', String(bus)], ['target', String(target)], ['unit', String(unit)]] }
    }
    case 'mdev': return { before: '', inner: [['uuid', device.uuid]] }
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
