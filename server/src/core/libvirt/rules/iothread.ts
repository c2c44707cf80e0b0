// IOThreads: each id once, and only ids that the domain defines, on devices that can use them.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { addChild, changeTo, dropped, fix, setText, without } from './edits'
import { isVirtioScsi } from './controller'
import { numberOf, numbersIn, type Machine } from './machine'
import { atAttribute, atName, atValue, other, repeated, type Finding, type Rule } from './rule'

export const iothread: readonly Rule[] = [
  {
    code: 'libvirt/iothread-duplicate', level: 'error', driver: 'any',
    docs: { what: 'Two iothreads have one id.', why: 'Devices name their thread by its id.', mend: 'Give one of them a free id.', by: 'virDomainDefParseIOThreads' },
    check: machine => repeated(ids(machine), one => numberOf(valueOf(one, 'id'))).map(({ item, first, key }) => atValue(item, 'id', `Another iothread has the id ${key}: write \`${freeId(machine)}\`.`, {
      related: [other(first, 'id', 'the other iothread')], fixes: () => [{ ...changeTo(item, 'id', String(freeId(machine))), preferred: true }, dropped(item)],
    })),
  },
  {
    code: 'libvirt/iothread-undefined', level: 'error', driver: 'qemu', whole: true, words: ['iothread', 'iothreadsched'],
    docs: {
      what: 'A device or a pinning names an iothread that is not there.', why: '`<iothreads>N</iothreads>` makes the threads 1 to N, `<iothreadids>` those that it lists.',
      mend: 'Raise `<iothreads>`, or name another thread.', by: 'qemuValidateDomainDeviceDefDiskIOThreads, qemuValidateCheckSCSIControllerIOThreads, virDomainIOThreadPinDefParseXML, virDomainDefGetIOThreadSched',
    },
    check: machine => {
      const defined = definedIds(machine)
      if (!defined) return []
      const missing = (element: Element, attribute: string, id: number): Finding => atValue(element, attribute, `There is no iothread ${id}: ${defined.size ? `the threads are ${shown(defined)}` : 'this machine has none'}. Define it in \`<iothreads>\`, or name another.`, {
        fixes: () => defining(machine, id),
      })
      const uses: readonly (readonly [Element | undefined, string])[] = [
        ...machine.disks().filter(({ bus }) => bus === 'virtio').map(({ driver }) => [driver, 'iothread'] as const),
        ...machine.controllers().filter(isVirtioScsi).map(({ element }) => [childOf(element, 'driver'), 'iothread'] as const),
        ...childrenOf(machine.top('cputune'), 'iothreadpin').map(pin => [pin, 'iothread'] as const),
      ]
      return [
        ...uses.flatMap(([element, attribute]) => {
          const id = numberOf(valueOf(element, attribute))
          return element && id !== null && id > 0 && !defined.has(id) ? [missing(element, attribute, id)] : []
        }),
        ...childrenOf(machine.top('cputune'), 'iothreadsched').flatMap(element => [...numbersIn(valueOf(element, 'iothreads')) ?? []].filter(id => !defined.has(id)).slice(0, 1).map(id => missing(element, 'iothreads', id))),
      ]
    },
  },
  {
    code: 'libvirt/iothread-disk-bus', level: 'error', driver: 'qemu', words: ['iothread'],
    docs: { what: 'An iothread on a disk that is not on virtio.', why: 'Only virtio-blk does its work in another thread; SCSI disks use the one of their controller.', mend: "Remove it, or write `bus='virtio'`.", by: 'qemuValidateDomainDeviceDefDiskIOThreads' },
    check: machine => machine.disks().flatMap(({ driver, bus, target }) => driver && bus !== 'virtio' && numberOf(valueOf(driver, 'iothread'))
      ? [atAttribute(driver, 'iothread', `Only disks on \`virtio\` take an iothread, and this one is on \`${bus}\`: remove it${bus === 'scsi' ? ', or set it on the `virtio-scsi` controller' : ''}.`, { related: target ? [other(target, 'bus', 'the bus')] : [], fixes: () => [{ ...without(driver, 'iothread'), preferred: true }] })] : []),
  },
  {
    code: 'libvirt/iothread-mapping', level: 'error', driver: 'qemu', words: ['iothreads'],
    docs: {
      what: 'The list of iothreads of a disk or controller does not fit.', why: 'Each thread stands in it once and is defined; either all have queues or none, and every queue has one thread.',
      mend: 'Mend the list.', by: 'qemuDomainValidateIothreadMapping, virDomainDiskDefValidate', since: '10.0.0',
    },
    check: machine => [...machine.disks().map(({ driver }) => driver), ...machine.controllers().map(({ element }) => childOf(element, 'driver'))].flatMap(driver => driver ? mapping(machine, driver) : []),
  },
  {
    code: 'libvirt/iothread-pool', level: 'error', driver: 'any',
    docs: { what: 'The pool of an iothread has no room.', why: 'The most must be at least 1 and not below the least.', mend: 'Raise `thread_pool_max`.', by: 'virDomainDefValidateIOThreadsThreadPool' },
    check: machine => [...ids(machine), ...machine.top('defaultiothread') ? [machine.top('defaultiothread')!] : []].flatMap((element): readonly Finding[] => {
      const [least, most] = [numberOf(valueOf(element, 'thread_pool_min')), numberOf(valueOf(element, 'thread_pool_max'))]
      if (most === 0) return [atValue(element, 'thread_pool_max', 'A pool of no threads does nothing: write 1 or more.', { fixes: () => [without(element, 'thread_pool_max')] })]
      return least !== null && most !== null && least > most ? [atValue(element, 'thread_pool_min', `The least of ${least} threads is above the most of ${most}.`, { related: [other(element, 'thread_pool_max', 'the most')], fixes: () => [changeTo(element, 'thread_pool_min', String(most)), changeTo(element, 'thread_pool_max', String(least))] })] : []
    }),
  },
]

const ids = (machine: Machine): readonly Element[] => childrenOf(machine.top('iothreadids'), 'iothread')

/** virDomainDefParseIOThreads: those that are listed, and the lowest free ones up to the count. */
export function definedIds(machine: Machine): ReadonlySet<number> | null {
  const count = machine.top('iothreads')
  const number = count ? numberOf(textOf(count)) : 0
  if (number === null || number > 4096) return null
  const defined = new Set(ids(machine).flatMap(one => numberOf(valueOf(one, 'id')) ?? []))
  for (let id = 1; defined.size < number; id++) defined.add(id)
  return defined
}

const freeId = (machine: Machine): number => {
  const taken = definedIds(machine) ?? new Set<number>()
  let id = 1
  while (taken.has(id)) id++
  return id
}

const shown = (numbers: ReadonlySet<number>): string => [...numbers].sort((a, b) => a - b).slice(0, 8).join(', ')

function defining(machine: Machine, id: number) {
  const count = machine.top('iothreads')
  const list = machine.top('iothreadids')
  if (list) return [fix(`Define iothread ${id}`, addChild(list, `<iothread id='${id}'/>`))]
  if (count) return [{ ...fix(`Raise \`<iothreads>\` to ${id}`, setText(count, String(id))), preferred: true }]
  const before = machine.top('os') ?? machine.top('devices')
  return before ? [{ ...fix(`Add \`<iothreads>${id}</iothreads>\``, [{ span: { start: before.span.start, end: before.span.start }, text: `<iothreads>${id}</iothreads>\n  ` }]), preferred: true }] : []
}

function mapping(machine: Machine, driver: Element): readonly Finding[] {
  const list = childOf(driver, 'iothreads')
  if (!list) return []
  const threads = childrenOf(list, 'iothread')
  const defined = definedIds(machine)
  const queues = numberOf(valueOf(driver, 'queues'))
  const of = (thread: Element): readonly Element[] => childrenOf(thread, 'queue')
  const withQueues = threads.filter(thread => of(thread).length)
  const all = withQueues.flatMap(of)
  const numbers = new Set(all.map(queue => numberOf(valueOf(queue, 'id'))))
  return [
    ...attributeOf(driver, 'iothread') ? [atAttribute(driver, 'iothread', '`iothread` cannot stand beside the list `<iothreads>`: remove it.', { related: [other(list, null, 'the list')], fixes: () => [without(driver, 'iothread')] })] : [],
    ...repeated(threads, one => numberOf(valueOf(one, 'id'))).map(({ item, first, key }) => atValue(item, 'id', `The iothread ${key} stands in the list already: remove this one.`, { related: [other(first, 'id', 'the first one')], fixes: () => [dropped(item)] })),
    ...defined ? threads.filter(one => numberOf(valueOf(one, 'id')) !== null && !defined.has(numberOf(valueOf(one, 'id'))!)).map(one => atValue(one, 'id', `There is no iothread ${valueOf(one, 'id')}: define it in \`<iothreads>\`.`, { fixes: () => defining(machine, numberOf(valueOf(one, 'id'))!) })) : [],
    ...withQueues.length && withQueues.length < threads.length ? [atName(threads.find(thread => !of(thread).length)!, 'Either every iothread of the list has queues, or none.')] : [],
    ...withQueues.length && queues === null ? [atName(list, 'Queues are mapped to threads, but their number is not written: add `queues` to `<driver>`.', { fixes: () => [changeTo(driver, 'queues', String(numbers.size))] })] : [],
    ...repeated(all, queue => numberOf(valueOf(queue, 'id'))).map(({ item, first, key }) => atValue(item, 'id', `The queue ${key} has a thread already: remove it here.`, { related: [other(first, 'id', 'the other thread')], fixes: () => [dropped(item)] })),
    ...queues === null ? [] : all.filter(queue => (numberOf(valueOf(queue, 'id')) ?? 0) >= queues).map(queue => atValue(queue, 'id', `There are the queues 0 to ${queues - 1}: change the number, or raise \`queues\`.`, { related: [other(driver, 'queues', 'the number of queues')] })),
    ...queues !== null && withQueues.length && withQueues.length === threads.length && numbers.size < queues && queues <= 4096 ? [atName(list, `${queues - numbers.size === 1 ? 'A queue has' : `${queues - numbers.size} queues have`} no thread: map all of the queues 0 to ${queues - 1}.`)] : [],
  ]
}
