// The devices that may be added to a machine, each with the place where libvirt would print it.
import type { Addition, Suggestion } from '../model'
import type { Element, XmlDocument } from '../xml/tree'
import { childElements, elementAt } from '../xml/walk'
import { complete } from './completion'
import { orderIn } from './printed-order'
import type { Within } from './paths'
import { proseOf } from './docs/index'
import type { Judgement } from './structure'

export function additionsTo(document: XmlDocument, judgementAt: (offset: number) => Judgement, within: Within): readonly Addition[] | null {
  const devices = elementAt(document, 'domain/devices') ?? elementAt(document, 'devices')
  if (!devices?.startTagEnded || !devices.endTag) return null
  const last = childElements(devices).at(-1)
  const asked = last?.span.end ?? devices.startTag.end
  const order = orderIn(devices, within) ?? []
  return complete(judgementAt(asked), asked).filter(({ kind }) => kind === 'element').sort(inOrder).map(({ label, insert }) => {
    const text = proseOf(['domain', 'devices', label])?.text
    const detail = text === undefined ? undefined : /^.*?[.:](?=\s|$)/.exec(text)?.[0].replace(/[`*]/g, '').replace(/:$/, '.') ?? text
    return { name: label, ...(detail !== undefined && { detail }), ...placeOf(document.text, devices, label, insert, order) }
  })
}

/** What people have most comes first, as completion has it; behind that, what libvirt adds unasked. */
const inOrder = (a: Suggestion, b: Suggestion): number => place(a) < place(b) ? -1 : 1

const place = ({ label, sort = label }: Suggestion): string => (unasked.has(label) ? '~' : '') + sort

const unasked: ReadonlySet<string> = new Set(['controller', 'memballoon', 'audio', 'emulator'])

/** Behind the last device that libvirt prints before it. */
function placeOf(text: string, devices: Element, name: string, insert: string, order: readonly string[]): { readonly offset: number; readonly snippet: string } {
  const rank = order.indexOf(name)
  const children = childElements(devices)
  const before = rank < 0 ? children.at(-1) : children.filter(child => order.indexOf(child.name) <= rank).at(-1)
  if (before) return { offset: before.span.end, snippet: `\n${insert}` }
  const { end } = devices.startTag
  const closes = !/[\r\n]/.test(text.slice(end, devices.endTag?.span.start))
  return { offset: end, snippet: `\n\t${insert.replaceAll('\n', '\n\t')}${closes ? '\n' : ''}` }
}
