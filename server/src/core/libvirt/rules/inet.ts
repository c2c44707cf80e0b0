// IPv4 and IPv6 addresses as numbers, as libvirt compares and masks them (virSocketAddr).
export type Family = 'ipv4' | 'ipv6'

export interface Address {
  readonly family: Family
  readonly value: bigint
}

export const bitsOf = { ipv4: 32, ipv6: 128 } as const
export const nameOf = { ipv4: 'IPv4', ipv6: 'IPv6' } as const

/** Null for what is none, or not there. */
export function addressOf(text: string | undefined): Address | null {
  if (text === undefined) return null
  const family = text.includes(':') ? 'ipv6' : 'ipv4'
  const value = family === 'ipv6' ? readIpv6(text) : readIpv4(text)
  return value === null ? null : { family, value }
}

function readIpv4(text: string): bigint | null {
  const parts = text.split('.')
  // A zero in front means octal to some.
  return parts.length === 4 && parts.every(part => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
    ? parts.reduce((value, part) => value << 8n | BigInt(part), 0n) : null
}

function readIpv6(text: string): bigint | null {
  const [, front, dotted] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text) ?? []
  const last = dotted === undefined ? null : readIpv4(dotted)
  if (dotted !== undefined && last === null) return null
  const halves = (last === null ? text : `${front}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`)
    .split('::').map(half => half === '' ? [] : half.split(':'))
  const [head = [], tail = []] = halves
  const missing = 8 - head.length - tail.length
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) return null
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail]
  return groups.every(group => /^[0-9a-fA-F]{1,4}$/.test(group)) ? groups.reduce((value, group) => value << 16n | BigInt(`0x${group}`), 0n) : null
}

/** As people write it: the longest run of zeros in an IPv6 address is left out. */
export function written({ family, value }: Address): string {
  const size = family === 'ipv4' ? 8 : 16
  const parts = Array.from({ length: bitsOf[family] / size }, (_, at) => value >> BigInt(bitsOf[family] - size * (at + 1)) & (1n << BigInt(size)) - 1n)
  if (family === 'ipv4') return parts.join('.')
  const text = parts.map(part => part.toString(16)).join(':')
  const runs = [...text.matchAll(/(?:^|:)(?:0(?::|$)){2,}/g)].map(([run]) => run)
  const longest = runs.sort((a, b) => b.length - a.length)[0]
  return longest === undefined ? text : text.replace(longest, '::')
}

/** The bits of a mask that begins with ones and ends with zeros; null for one with holes. */
export function prefixOf({ family, value }: Address): number | null {
  const bits = value.toString(2).padStart(bitsOf[family], '0')
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : null
}

export const maskOf = (family: Family, prefix: number): bigint => (1n << BigInt(bitsOf[family])) - (1n << BigInt(bitsOf[family] - prefix))

export const networkOf = ({ family, value }: Address, prefix: number): Address => ({ family, value: value & maskOf(family, prefix) })

export const broadcastOf = ({ family, value }: Address, prefix: number): Address => ({ family, value: value | (1n << BigInt(bitsOf[family] - prefix)) - 1n })

/** `10.0.0.0/8`. */
export const blockOf = (address: Address, prefix: number): string => `${written(networkOf(address, prefix))}/${prefix}`
