// What nothing else may have: a MAC address, a UUID. The host brings the chance.
import { elementsWhere } from '../../xml/walk'
import { valueOf } from '../read'
import type { Asked, Knower } from './knower'

export const fresh: readonly Knower[] = [
  {
    at: ['domain/devices/interface/mac@address', 'network/mac@address'],
    know: asked => {
      const ours = asked.machine === null || asked.machine.qemu
      const taken = new Set(elementsWhere(asked.document, ({ name }) => name === 'mac').map(mac => valueOf(mac, 'address')?.toLowerCase()))
      return [{ value: freshMac(asked.around.random, taken, ours), detail: ours ? "a fresh one, in QEMU's range" : 'a fresh one, locally administered' }]
    },
  },
  {
    at: ['domain/uuid', 'domain/genid', 'network/uuid', 'pool/uuid', 'secret/uuid', 'filter/uuid', 'networkport/uuid', 'domain/devices/memory/uuid', '**/virtualport/parameters@interfaceid', '**/virtualport/parameters@instanceid'],
    know: ({ around }: Asked) => [{ value: freshUuid(around.random), detail: 'a fresh one' }],
  },
]

/** `52:54:00` is what libvirt's QEMU driver gives (virQEMUDriverDomainDefParserConfig); else the bit of locally administered ones is set. */
export function freshMac(random: () => number, taken: ReadonlySet<string | undefined> = new Set(), qemu = true): string {
  const bytes = Array.from({ length: 6 }, () => Math.floor(random() * 256))
  const start = qemu ? [0x52, 0x54, 0x00] : [bytes[0]! & 0xfc | 0x02, bytes[1]!, bytes[2]!]
  // Nobody has 16 million of them; the next one is as good where chance meets one that is taken.
  for (let tail = bytes[3]! << 16 | bytes[4]! << 8 | bytes[5]!; ; tail = (tail + 1) % 0x1000000) {
    const mac = [...start, tail >> 16, tail >> 8 & 0xff, tail & 0xff].map(byte => byte.toString(16).padStart(2, '0')).join(':')
    if (!taken.has(mac)) return mac
  }
}

/** RFC 9562, version 4. */
export function freshUuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, (_, at) => {
    const digit = Math.floor(random() * 16)
    return (at === 12 ? 4 : at === 16 ? digit & 3 | 8 : digit).toString(16)
  }).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
