// What the machine begins with: its firmware, or the kernel or program that is started instead, and what it boots from.
import type { Part } from '../../board'
import { childOf, childrenOf, textOf, valueOf, valueSpanOf } from '../read'
import type { Machine } from '../rules/machine'
import { part } from './part'

export function firmwarePart({ root: domain }: Machine): Part | null {
  const os = childOf(domain, 'os')
  if (!os) return null
  const loader = childOf(os, 'loader')
  const kernel = textOf(childOf(os, 'kernel'))
  const firmware = valueOf(os, 'firmware')
  const uefi = firmware === 'efi' || valueOf(loader, 'type') === 'pflash'
  const features = childrenOf(childOf(os, 'firmware'), 'feature')
  const secure = valueOf(loader, 'secure') ?? valueOf(features.find(feature => valueOf(feature, 'name') === 'secure-boot'), 'enabled')
  const init = textOf(childOf(os, 'init'))
  const menu = valueOf(childOf(os, 'bootmenu'), 'enable')
  return part(os, {
    kind: 'firmware',
    title: init !== undefined ? 'Container' : uefi ? 'UEFI' : kernel !== undefined ? 'Direct kernel boot' : textOf(childOf(os, 'type')) === 'linux' ? 'Paravirtual' : 'BIOS',
    detail: [init, kernel, secure === 'yes' ? 'Secure Boot' : undefined, menu === 'yes' ? 'boot menu' : undefined],
    facts: [
      ['Loader', textOf(loader)], ['Variables', textOf(childOf(os, 'nvram'))], ['Secure Boot', secure], ['Boot menu', menu],
      ['Kernel', kernel], ['Initial RAM disk', textOf(childOf(os, 'initrd'))], ['Command line', textOf(childOf(os, 'cmdline'))],
    ],
    at: valueSpanOf(os, 'firmware'),
  })
}

const bootKinds: Readonly<Record<string, { readonly word: string, readonly kinds: readonly Part['kind'][] }>> = {
  hd: { word: 'disk', kinds: ['disk'] }, cdrom: { word: 'CD-ROM', kinds: ['cdrom'] }, fd: { word: 'floppy', kinds: ['floppy'] }, network: { word: 'network', kinds: ['network'] },
}

/** By the numbers that devices carry, else by the kinds in `<os>`, of which each means the first device of the text. */
export function bootOf({ root: domain }: Machine, parts: readonly Part[]): readonly (number | string)[] {
  const numbered = parts.flatMap(({ boot }, index) => boot === undefined ? [] : [{ boot, index }]).sort((a, b) => a.boot - b.boot)
  if (numbered.length) return numbered.map(({ index }) => index)
  const kinds = childrenOf(childOf(domain, 'os'), 'boot').flatMap(boot => valueOf(boot, 'dev') ?? [])
  return kinds.map(dev => {
    const known = bootKinds[dev]
    const [first] = parts.flatMap(({ kind, spans, at }, index) => known?.kinds.includes(kind) && spans.length ? [{ index, at: at.start }] : []).sort((a, b) => a.at - b.at)
    return first?.index ?? known?.word ?? dev
  })
}
