// What a refusal of libvirt's names: quoted words, attribute pairs, elements, addresses, plain words.

export interface Clues {
  /** Between quotes or in angle brackets, as written. */
  readonly quoted: ReadonlySet<string>
  /** The first of these, which the sentence is mostly about. */
  readonly subject: string | undefined
  /** The word in front of something quoted: `target 'sda'`, as `target=sda`. */
  readonly labels: ReadonlySet<string>
  /** `index='1'`, as `index=1`; numbers are compared by what they mean. */
  readonly pairs: ReadonlySet<string>
  /** Everything between spaces, without punctuation around it. */
  readonly tokens: ReadonlySet<string>
  /** Lower case and singular, for comparing with names. */
  readonly words: ReadonlySet<string>
  /** `0000:00:01.0`, lower case. */
  readonly pci: ReadonlySet<string>
  /** `fe.0.0001`, lower case. */
  readonly ccw: ReadonlySet<string>
  /** The message is about the second of two. */
  readonly second: boolean
}

export function cluesOf(answer: string): Clues {
  const quoted = new Set<string>()
  for (const [, single, double, curly, tag] of answer.matchAll(/'([^'\n]+)'?|"([^"\n]+)"|‘([^’\n]+)’|<\/?([\w:-]+)\/?>/g)) quoted.add((single ?? double ?? curly ?? tag)!)
  const pairs = new Set<string>()
  for (const [, name, single, double, bare] of answer.matchAll(/([A-Za-z_][\w-]*)\s?=\s?(?:'([^']*)'|"([^"]*)"|([\w.:/-]*[\w/]))/g)) pairs.add(pairKey(name!, single ?? double ?? bare ?? ''))
  for (const [, name, value] of answer.matchAll(/'([\w-]+)' in element '[\w:-]+': '([^']*)'/g)) pairs.add(pairKey(name!, value!))
  for (const [, name, value] of answer.matchAll(/\b(index|id|bus|port|slot|node|uid|fid) '?(\d+)'?/g)) pairs.add(pairKey(name!, value!))
  const tokens = new Set<string>()
  for (const token of answer.split(/[\s,;()]+/)) tokens.add(token.replace(/^['"<.]+|['">.:]+$/g, ''))
  for (const word of ['', ...plain]) tokens.delete(word)
  const words = new Set<string>()
  let previous = ''
  for (const token of answer.toLowerCase().match(/[a-z][a-z0-9_-]*/g) ?? []) {
    words.add(token).add(token.replace(/s$/, '')).add(previous + token).add(`${previous}-${token}`)
    for (const phrase of [token, `${previous} ${token}`]) for (const synonym of Object.hasOwn(synonyms, phrase) ? synonyms[phrase]! : []) words.add(synonym)
    previous = token
  }
  const labels = new Set<string>()
  for (const [, label, value] of answer.matchAll(/([A-Za-z_-]+) '([^'\n]+)'/g)) labels.add(`${label!.toLowerCase()}=${value!}`)
  return {
    quoted, subject: quoted.values().next().value, labels, pairs, tokens, words,
    ccw: new Set(answer.toLowerCase().match(/\b[0-9a-f]{1,2}\.[0-3]\.[0-9a-f]{4}\b/g) ?? []),
    pci: new Set(answer.toLowerCase().match(/\b[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\b/g) ?? []),
    second: /duplicat|already|conflict|in use|double use|multiple|overlap|must be unique|only (?:one|a single)/i.test(answer),
  }
}

export const pairKey = (name: string, value: string): string => `${name}=${canonical(value)}`

/** Numbers by their meaning, so that `0x01` is `1`; anything else as it is. */
export function canonical(value: string): string {
  return /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(value) ? String(Number(value)) : value
}

/** Words of plain English that are values too. */
const plain = ['none', 'no', 'yes', 'on', 'off', 'auto', 'default', 'host', 'guest', 'a', 'b', 'is', 'use', 'network', 'KiB', 'MiB', 'GiB']

/** Words of libvirt's messages that stand for elements or values. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  balloon: ['memballoon'], cpus: ['cpu', 'vcpu'], vcpus: ['vcpu'], uefi: ['loader', 'firmware', 'os'], efi: ['firmware', 'loader'], firmware: ['loader', 'os'],
  nic: ['interface'], host: ['hostdev'], hostdevs: ['hostdev'], floppy: ['disk'], cdrom: ['disk'], bios: ['os'], boot: ['order'],
  hugepages: ['page'], numa: ['numatune', 'cell'], tseg: ['smm'], usb: ['controller'], display: ['graphics'], cache: ['driver'],
  hotplug: ['maxmemory'], s3: ['suspend-to-mem'], s4: ['suspend-to-disk'], security: ['seclabel'], 'shared memory': ['shmem'], 'memory device': ['maxmemory'],
  vgpu: ['hostdev'], sve: ['feature'], filesystems: ['filesystem'], virtiofs: ['filesystem'], mac: ['interface'],
}
