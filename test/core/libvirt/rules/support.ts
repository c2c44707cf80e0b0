// A table of rules: what each is for, where it points, and a document that is right. Fixes are checked by what they leave.
import { libvirt } from '../../../../server/src/core/libvirt/index'
import type { Fix, Problem } from '../../../../server/src/core/model'
import { defaultSettings, type Document } from '../../../../server/src/core/service'

/** Code without `libvirt/`, the text that is underlined, a bad document, and a good one. */
export type Row = readonly [code: string, at: string, bad: string, good: string]

interface Options {
  readonly type?: string
  readonly arch?: string
  readonly machine?: string
  /** Children of the root, the memory aside where it is written here. */
  readonly top?: string
  readonly os?: string
}

/** A domain with these devices: a q35 of one GiB, if nothing else is said. */
export function machine(devices: string, { type = 'kvm', arch = 'x86_64', machine = 'q35', top = '', os = '' }: Options = {}): string {
  const osTag = /<os[ >]/.test(top) ? '' : `<os${os.startsWith(' ') ? os.slice(0, os.indexOf('>')) : ''}><type arch='${arch}' machine='${machine}'>hvm</type>${os.startsWith(' ') ? os.slice(os.indexOf('>') + 1) : os}</os>`
  return `<domain type='${type}'>\n  <name>vm</name>\n  ${/<memory[ >]/.test(top) ? '' : '<memory unit=\'KiB\'>1048576</memory>'}${/<vcpu[ >]/.test(top) ? '' : '<vcpu>4</vcpu>'}${top}${osTag}\n  <devices>${devices}</devices>\n</domain>`
}

/** The same with children of the root instead of devices. */
export const top = (inner: string, options: Options = {}): string => machine('', { ...options, top: inner })

/** A disk with a file, a target and more. */
export const disk = (target: string, inner = '', attributes = "type='file'", source = "<source file='/a.img'/>"): string => `<disk ${attributes}>${inner}${source}<target ${target}/></disk>`

export const open = (text: string): Promise<Document> => libvirt.open(text, defaultSettings)

export const ours = (document: Document): readonly Problem[] => document.problems().filter(({ code }) => code.startsWith('libvirt/'))

export const applied = (text: string, { edits }: Fix): string =>
  [...edits].sort((a, b) => b.span.start - a.span.start).reduce((on, { span, text: put }) => on.slice(0, span.start) + put + on.slice(span.end), text)
