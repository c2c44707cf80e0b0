// Two ways to say what is booted from: `<boot dev='hd'/>` in `<os>`, or `<boot order='1'/>` in devices. libvirt refuses both at once.
import type { Element } from '../../xml/tree'
import { childElement, childElements, elementsAt } from '../../xml/walk'
import { childOf, valueOf } from '../read'
import { insertion, removal } from './edits'
import type { Asked, Refactor } from './refactor'

export const boot: Refactor = asked => {
  const { around } = asked
  if (around[0]?.name !== 'boot') return []
  const domain = around.find(({ name }) => name === 'domain')
  const os = childOf(domain, 'os')
  if (!domain || !os) return []
  const listed = childElements(os, 'boot').filter(element => valueOf(element, 'dev'))
  const ordered = elementsAt(domain, 'devices').flatMap(devices => childElements(devices)).filter(device => childElement(device, 'boot'))
  if (listed.length && !ordered.length) return toDevices(asked, domain, listed)
  return ordered.length && !listed.length ? toList(asked, domain, os, ordered) : []
}

/** QEMU is given the first device of each sort (qemuBuildDisksCommandLine, qemuBuildNetCommandLine). */
function toDevices({ document: { text }, within }: Asked, domain: Element, listed: readonly Element[]): ReturnType<Refactor> {
  const devices = listed.flatMap(entry => firstOf(domain, valueOf(entry, 'dev')!) ?? [])
  if (devices.length !== listed.length || new Set(devices).size !== devices.length) return []
  return [{
    title: 'Say what is booted from in the devices (<boot order>)', kind: 'rewrite',
    edits: [...listed.map(entry => removal(text, entry)), ...devices.map((device, i) => insertion(text, device, 'boot', `<boot order='${i + 1}'/>`, within))],
  }]
}

function toList({ document: { text }, within }: Asked, domain: Element, os: Element, ordered: readonly Element[]): ReturnType<Refactor> {
  const order = (device: Element): number => Number(valueOf(childOf(device, 'boot'), 'order'))
  const sorted = [...ordered].sort((a, b) => order(a) - order(b))
  const names = sorted.map(device => sorts.find(sort => firstOf(domain, sort) === device))
  // A device that is not the first of its sort, or of none of them, cannot be named in the list.
  if (names.some(name => name === undefined) || new Set(names).size !== names.length) return []
  const entries = names.map(name => `<boot dev='${name}'/>`)
  const place = insertion(text, os, 'boot', entries[0]!, within)
  const gap = place.text.slice(0, place.text.indexOf('<boot'))
  return [{
    title: 'Say what is booted from in one list (<boot dev>)', kind: 'rewrite',
    edits: [{ ...place, text: place.text.replace(entries[0]!, entries.join(gap)) }, ...sorted.map(device => removal(text, childOf(device, 'boot')!))],
  }]
}

const sorts = ['hd', 'cdrom', 'fd', 'network'] as const

function firstOf(domain: Element, sort: string): Element | undefined {
  if (sort === 'network') return elementsAt(domain, 'devices/interface')[0]
  const device = { hd: ['disk', 'lun'], cdrom: ['cdrom'], fd: ['floppy'] }[sort] ?? []
  return elementsAt(domain, 'devices/disk').find(disk => device.includes(valueOf(disk, 'device') ?? 'disk'))
}
