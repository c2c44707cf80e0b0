// One more of a device: a copy behind it, with what must be its own made anew and what libvirt gives left to libvirt.
import type { Edit } from '../../model'
import type { Element } from '../../xml/tree'
import { childElement, childElements, elementAt, elementsAt, lineage } from '../../xml/walk'
import { freshMac } from '../knowers/fresh'
import { pathIn, type Within } from '../paths'
import { valueOf, valueSpanOf } from '../read'
import { breakBefore, lineBreak, removal } from './edits'
import type { Refactor } from './refactor'

/** The device that the caret is in. */
export const deviceOf = (around: readonly Element[], within: Within): Element | undefined =>
  around.find(element => /^domain\/devices\/[^/]+$/.test(pathIn(element, within)) && element.name !== 'emulator')

export const duplicate: Refactor = ({ document: { text }, around, within, random }) => {
  const device = deviceOf(around, within)
  if (!device || single.has(device.name) || /^pcie?-root$/.test(valueOf(device, 'model') ?? '') || !(device.selfClosed || device.endTag)) return []
  const shift = (edit: Edit): Edit => ({ span: { start: edit.span.start - device.span.start, end: edit.span.end - device.span.start }, text: edit.text })
  const copy = applied(text.slice(device.span.start, device.span.end), changesOf(text, device, random).map(shift))
  const at = device.span.end
  return [{ title: `Duplicate this ${device.name}`, kind: 'rewrite', edits: [{ span: { start: at, end: at }, text: (breakBefore(text, device) || lineBreak(text)) + copy }] }]
}

/** A machine has one of these at most. */
const single: ReadonlySet<string> = new Set(['memballoon', 'vsock', 'iommu', 'nvram', 'tpm', 'panic', 'redirfilter'])

function changesOf(text: string, device: Element, random: () => number): readonly Edit[] {
  const edits: Edit[] = []
  const change = (element: Element | null, attribute: string, value: (old: string) => string | null): void => {
    const span = element && valueSpanOf(element, attribute)
    const becomes = span ? value(valueOf(element, attribute) ?? '') : null
    if (span && becomes !== null) edits.push({ span, text: becomes })
  }
  const drop = (name: string): void => { for (const element of childElements(device, name)) edits.push(removal(text, element)) }
  const beside = device.parent.kind === 'element' ? childElements(device.parent) : []
  const taken = (path: string, attribute: string): readonly string[] => beside.flatMap(one => {
    const element = path === '' ? one : elementAt(one, path)
    return element && valueOf(element, attribute) || []
  })

  // libvirt gives addresses, and names of its own; an order or serial number may stand once.
  for (const name of ['address', 'boot', 'wwn', 'serial']) if (device.name !== 'serial' || name !== 'serial') drop(name)
  const alias = childElement(device, 'alias')
  if (alias && valueOf(alias, 'name')?.startsWith('ua-')) change(alias, 'name', old => numbered(old, taken('alias', 'name')))
  else drop('alias')
  change(childElement(device, 'mac'), 'address', old => freshMac(random, new Set(taken('mac', 'address').map(mac => mac.toLowerCase())), old.toLowerCase().startsWith('52:54:00') || isQemu(device)))
  if (device.name === 'disk') change(childElement(device, 'target'), 'dev', old => nextTarget(old, taken('target', 'dev')))
  if (device.name === 'interface') change(childElement(device, 'target'), 'dev', old => numbered(old, taken('target', 'dev')))
  if (device.name === 'controller') {
    const alike = beside.filter(one => one.name === 'controller' && valueOf(one, 'type') === valueOf(device, 'type'))
    change(device, 'index', () => nextNumber(alike.flatMap(one => valueOf(one, 'index') ?? [])))
    const target = childElement(device, 'target')
    for (const name of ['chassis', 'port'] as const) change(target, name, old => freshIn(old, alike.flatMap(one => valueOf(childElement(one, 'target'), name) ?? [])))
  }
  if (device.name === 'audio') change(device, 'id', () => nextNumber(beside.filter(({ name }) => name === 'audio').flatMap(one => valueOf(one, 'id') ?? [])))
  if (['serial', 'parallel', 'console'].includes(device.name)) {
    change(childElement(device, 'target'), 'port', () => nextNumber(elementsAt(device.parent, `${device.name}/target`).flatMap(one => valueOf(one, 'port') ?? [])))
  }
  return edits.filter((edit, i) => edits.indexOf(edit) === i).sort((a, b) => a.span.start - b.span.start)
}

const isQemu = (device: Element): boolean => {
  const type = valueOf(lineage(device)[0], 'type')
  return type === undefined || ['kvm', 'qemu', 'hvf'].includes(type)
}

/** The next free one of its sort: `vdb` behind `vda`, `sdaa` behind `sdz`. */
export function nextTarget(old: string, taken: readonly string[]): string | null {
  const [, prefix, letters] = /^(vd|sd|hd|fd|xvd|ubd)([a-z]+)$/.exec(old) ?? []
  if (!prefix || !letters) return null
  for (let index = 0; index <= taken.length; index++) {
    const name = prefix + lettersOf(index)
    if (!taken.includes(name)) return name
  }
  return null
}

/** 0 is `a`, 25 is `z`, 26 is `aa` (virIndexToDiskName). */
export function lettersOf(index: number): string {
  let letters = ''
  for (let left = index; left >= 0; left = Math.floor(left / 26) - 1) letters = String.fromCharCode(97 + left % 26) + letters
  return letters
}

const nextNumber = (taken: readonly string[]): string => String(Math.max(-1, ...taken.map(Number).filter(number => !Number.isNaN(number))) + 1)

/** As it was written: `0x10` stays a hexadecimal number. */
const freshIn = (old: string, taken: readonly string[]): string => {
  const next = Number(nextNumber(taken))
  return /^0x/i.test(old) ? `0x${next.toString(16)}` : String(next)
}

/** `ua-disk` becomes `ua-disk-2`, `vnet0` becomes `vnet1`. */
function numbered(old: string, taken: readonly string[]): string {
  const [, stem = old, number] = /^(.*?)(\d+)?$/.exec(old) ?? []
  const from = number === undefined ? 2 : Number(number) + 1
  for (let next = from; ; next++) {
    const name = number === undefined ? `${stem}-${next}` : stem + String(next)
    if (!taken.includes(name)) return name
  }
}

function applied(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const { span, text: wanted } of edits) {
    if (span.start < at) continue
    result += text.slice(at, span.start) + wanted
    at = span.end
  }
  return result + text.slice(at)
}
