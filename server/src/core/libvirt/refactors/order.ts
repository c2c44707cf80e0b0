// Children brought into libvirt's order, targets and boot orders numbered anew.
import type { Edit } from '../../model'
import { childElement, childElements, valueOf as typedValue } from '../../xml/walk'
import { isSame } from '../ids'
import { orderedChildren } from '../printed-order'
import { valueOf, valueSpanOf } from '../read'
import { lettersOf } from './device'
import type { Asked, Refactor } from './refactor'

export const order: Refactor = asked => {
  const { document: { text, problems }, around: [element], within } = asked
  if (!element || problems.some(({ level }) => level === 'error')) return []
  const sorted = orderedChildren({ text, within }, element)
  return [
    ...sorted === null ? [] : [{ title: `Order what is in <${element.name}> as libvirt prints it`, kind: 'rewrite' as const, edits: [{ span: element.span, text: sorted }] }],
    ...element.name === 'devices' ? [...renumberTargets(asked), ...renumberBoot(asked)] : [],
  ]
}

/** `vda`, `vdb`, … in the order of the document, wherever the names are used. */
function renumberTargets({ around: [devices], ids }: Asked): ReturnType<Refactor> {
  const counts = new Map<string, number>()
  const edits: Edit[] = []
  for (const disk of childElements(devices!, 'disk')) {
    const target = childElement(disk, 'target')
    const old = target ? typedValue(target, 'dev') : null
    const [, prefix] = /^(vd|sd|hd|fd|xvd)[a-z]+$/.exec(old ?? '') ?? []
    if (old === null || !prefix) continue
    const count = counts.get(prefix) ?? 0
    counts.set(prefix, count + 1)
    const name = prefix + lettersOf(count)
    if (name !== old) edits.push(...ids.filter(id => isSame(id, { kind: 'disk', value: old })).map(({ span }) => ({ span, text: name })))
  }
  return edits.length ? [{ title: 'Renumber the targets of the disks', kind: 'rewrite', edits }] : []
}

/** 1, 2, 3, … as they follow each other now. */
function renumberBoot({ around: [devices] }: Asked): ReturnType<Refactor> {
  const boots = childElements(devices!).flatMap(device => childElement(device, 'boot') ?? [])
    .flatMap(boot => /^\d+$/.test(valueOf(boot, 'order') ?? '') ? [{ span: valueSpanOf(boot, 'order')!, order: Number(valueOf(boot, 'order')) }] : [])
    .sort((a, b) => a.order - b.order)
  const edits = boots.flatMap(({ span, order: old }, i) => old === i + 1 ? [] : [{ span, text: String(i + 1) }])
  return edits.length ? [{ title: 'Renumber the boot order', kind: 'rewrite', edits }] : []
}
