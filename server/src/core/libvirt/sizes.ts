// Amounts of memory and storage: libvirt's units (virScaleInteger), and a form that people read.

const powers = ['', 'k', 'm', 'g', 't', 'p', 'e']

/** How many bytes one `unit` is; null for a unit that libvirt does not know. Case plays no part. */
export function bytesIn(unit: string): number | null {
  const name = unit.trim().toLowerCase()
  if (name === 'b' || name === 'byte' || name === 'bytes') return 1
  const [, prefix, suffix] = /^([kmgtpe])(ib|b|)$/.exec(name) ?? []
  if (prefix === undefined) return null
  return (suffix === 'b' ? 1000 : 1024) ** powers.indexOf(prefix)
}

/** The bytes that `text` in `unit` means; null when either is not understood. */
export function bytesOf(text: string, unit = 'KiB'): number | null {
  const number = /^\s*\d+\s*$/.test(text) ? Number(text) : NaN
  const factor = bytesIn(unit)
  return Number.isSafeInteger(number) && factor !== null ? number * factor : null
}

/** `4 GiB`, `1.5 TiB`, `700 B`: binary units, at most two decimals. */
export function humanBytes(bytes: number): string {
  let power = 0
  let number = bytes
  while (number >= 1024 && power < powers.length - 1) {
    number /= 1024
    power++
  }
  const rounded = Math.round(number * 100) / 100
  return `${rounded} ${power === 0 ? 'B' : `${powers[power]!.toUpperCase()}iB`}`
}
