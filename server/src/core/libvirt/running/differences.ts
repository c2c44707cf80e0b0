// How the machine that runs differs from the one that a text describes, both as libvirt prints definitions; in words, each at its
// place in the text. What libvirt fills in when it starts a machine is no difference.
import type { Difference } from '../../board'
import type { Element, XmlDocument } from '../../xml/tree'
import { childElements, textOf } from '../../xml/walk'
import { childOf, childrenOf, valueOf } from '../read'
import { bytesOf, humanBytes } from '../sizes'
import { nameOf, unitsOf, type Unit } from './units'

/** `mine`: the document as libvirt prints it; `running`: the live machine as if it was defined. */
export function differencesOf(document: XmlDocument, mine: XmlDocument, running: XmlDocument): readonly Difference[] {
  const written = unitsOf(document)
  const there = new Map(unitsOf(running).map(unit => [unit.key, unit.element]))
  const found: Difference[] = []
  for (const unit of unitsOf(mine)) {
    const source = writtenAs(unit, written)
    const other = there.get(unit.key)
    there.delete(unit.key)
    if (isLibvirts(unit.element, source)) continue
    const span = source?.span ?? null
    if (!other) found.push({ span, what: `${called(unit.element)} is not in the running machine` })
    else for (const what of elementsDiffer(unit.element, other, source)) found.push({ span, what })
  }
  for (const element of there.values()) if (!isLibvirts(element, undefined)) found.push({ span: null, what: `The running machine has ${called(element)}, and the text has not` })
  return found
}

/** libvirt gives controllers their index, and the others keep their order. */
const writtenAs = ({ key }: Unit, written: readonly Unit[]): Element | undefined => written.find(one => one.key === key)?.element

/** Added by libvirt, or told by it of a machine that runs: nobody's wish, where the text does not speak of it. */
const isLibvirts = ({ name, attributes }: Element, source: Element | undefined): boolean =>
  source === undefined && (ofStart.has(name) || name === 'controller' && attributes.some(({ name, value }) => name === 'type' && value === 'pci'))

const ofStart = new Set(['resource', 'seclabel', 'currentMemory', 'emulator', 'cpu', 'uuid'])

/** `source`: the same as typed, where it is. */
function elementsDiffer(mine: Element, running: Element, source: Element | undefined): readonly string[] {
  if (mine.name === 'cpu') return cpusDiffer(mine, running, source)
  const sizes = [sizeOf(mine), sizeOf(running)]
  const [own, other] = sizes.every(size => size !== null) ? sizes as [string, string] : [textOf(mine), textOf(running)]
  return [
    ...own === other ? [] : [valuesDiffer(`\`<${mine.name}>\``, own, other)],
    ...attributesOf(mine, running).flatMap(name => {
      if (name === 'unit' && sizes[0] !== null || isFilledIn(mine, name, source)) return []
      const [own, other] = [valueOf(mine, name), valueOf(running, name)]
      return own === other ? [] : [valuesDiffer(`\`${name}\` of \`<${mine.name}>\``, own ?? '', other ?? '')]
    }),
    ...childrenDiffer(mine, running, source),
  ]
}

function childrenDiffer(mine: Element, running: Element, source: Element | undefined): readonly string[] {
  const names = [...new Set([...childElements(mine), ...childElements(running)].map(({ name }) => name))]
  return names.flatMap(name => {
    const own = childrenOf(mine, name)
    const others = childrenOf(running, name)
    const typed = childrenOf(source, name)
    return Array.from({ length: Math.max(own.length, others.length) }, (_, at): readonly string[] => {
      if (isDetected(name) && typed[at] === undefined) return []
      const [here, there] = [own[at], others[at]]
      if (here && there) return elementsDiffer(here, there, typed[at])
      return [here ? `\`<${name}>\` is not in the running machine` : `\`<${name}>\` is in the running machine, and not here`]
    }).flat()
  })
}

/** Where libvirt put it, what it found behind an image, the address of a card that has none in the text. */
const isDetected = (name: string): boolean => name === 'address' || name === 'backingStore' || name === 'mac'

/** An alias such as `q35` stands for what this QEMU or that calls its newest. */
const isFilledIn = ({ name }: Element, attribute: string, source: Element | undefined): boolean =>
  name === 'type' && attribute === 'machine' && (source === undefined || !/-\d+\.\d+$/.test(valueOf(source, attribute) ?? ''))

/** A running machine's processor is spelt out; the mode, the model and the shape are what a person chose. */
function cpusDiffer(mine: Element, running: Element, source: Element | undefined): readonly string[] {
  const mode = valueOf(source, 'mode') ?? (childOf(source, 'model') ? 'custom' : 'host-model')
  const [own, other] = [valueOf(mine, 'mode'), valueOf(running, 'mode')]
  const [model, its] = [mine, running].map(cpu => textOfChild(cpu, 'model'))
  return [
    ...mode === 'host-model' || own === other ? [] : [valuesDiffer('`mode` of `<cpu>`', own ?? '', other ?? '')],
    ...mode !== 'custom' || model === its ? [] : [valuesDiffer('`<model>` of `<cpu>`', model ?? '', its ?? '')],
    ...['topology', 'numa', 'cache', 'maxphysaddr'].flatMap(name => {
      const [here, there] = [childOf(mine, name), childOf(running, name)]
      if (here && there) return elementsDiffer(here, there, childOf(source, name))
      return here ? [`\`<${name}>\` is not in the running machine`] : there ? [`\`<${name}>\` is in the running machine, and not here`] : []
    }),
  ]
}

const textOfChild = (element: Element, name: string): string | undefined => {
  const child = childOf(element, name)
  return child && textOf(child)
}

const sizeOf = (element: Element): string | null => {
  const unit = valueOf(element, 'unit')
  const bytes = unit === undefined ? null : bytesOf(textOf(element), unit)
  return bytes === null ? null : humanBytes(bytes)
}

const attributesOf = (...elements: readonly Element[]): readonly string[] => [...new Set(elements.flatMap(({ attributes }) => attributes.map(({ name }) => name)))]

const valuesDiffer = (what: string, own: string, other: string): string =>
  own === '' ? `${what} is \`${other}\` in the running machine, and not set here`
    : other === '' ? `${what} is \`${own}\` here, and not set in the running machine`
      : `${what} is \`${own}\` here, and \`${other}\` in the running machine`

const called = (element: Element): string => {
  const name = nameOf(element)
  return name ? `\`<${element.name}>\` \`${name}\`` : `\`<${element.name}>\``
}
