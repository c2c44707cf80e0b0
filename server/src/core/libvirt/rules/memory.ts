// Memory: there, enough for what is in it, with place for what is plugged in, and shared where a helper process needs it.
import type { Element } from '../../xml/tree'
import { childOf, textOf, valueOf } from '../read'
import { bytesOf, humanBytes } from '../sizes'
import { addChild, dropped, fix, preferred, setText, setValue } from './edits'
import { amountOf, numberOf, type Machine } from './machine'
import { atName, atText, atValue, other, type Finding, type Rule } from './rule'

export const memory: readonly Rule[] = [
  {
    code: 'libvirt/memory-missing', level: 'error', driver: 'any', whole: true,
    docs: { what: 'The domain has no memory.', why: 'It is the text of `<memory>`, or the sum of the NUMA cells.', mend: "Add `<memory unit='GiB'>2</memory>`.", by: 'virDomainDefPostParseMemory' },
    check: machine => {
      const element = machine.top('memory')
      const total = machine.memory()
      if ((element && total !== 0) || machine.cells().some(cell => valueOf(cell, 'memory') !== undefined)) return []
      const before = machine.top('vcpu') ?? machine.top('os') ?? machine.top('devices')
      return [element ? atText(element, 'The domain has no memory: write how much it gets.', { fixes: () => [fix('Change to 2097152 (2 GiB)', setText(element, '2097152'))] })
        : atName(machine.root, "The domain has no memory: add `<memory unit='GiB'>2</memory>`.", { fixes: () => before ? [fix("Add `<memory unit='GiB'>2</memory>`", [{ span: { start: before.span.start, end: before.span.start }, text: "<memory unit='GiB'>2</memory>\n  " }])] : [] })]
    },
  },
  {
    code: 'libvirt/memory-overflow', level: 'error', driver: 'qemu',
    docs: { what: 'More memory than can be counted.', why: 'Sizes are rounded up to whole MiB and must fit in 63 bits.', mend: 'Write less.', by: 'qemuDomainAlignMemorySizes' },
    check: machine => {
      const over = (bytes: number | null): boolean => bytes !== null && Math.ceil(bytes / 1024 ** 2) * 1024 ** 2 > mostBytes
      const element = machine.top('memory')
      return [
        ...machine.cells().filter(cell => over(cellSize(cell))).map(cell => atValue(cell, 'memory', 'This is more memory than can be counted: write less.')),
        ...element && !machine.cells().length && over(machine.memory()) ? [atText(element, 'This is more memory than can be counted: write less.')] : [],
      ]
    },
  },
  {
    code: 'libvirt/memory-max-too-small', level: 'error', driver: 'any',
    docs: { what: '`<maxMemory>` is below the memory that is there, or has slots and no size.', why: 'It is the most that the machine may have with everything plugged in.', mend: 'Raise it.', by: 'virDomainDefPostParseMemory' },
    check: machine => {
      const most = machine.top('maxMemory')
      const size = amountOf(most)
      const total = totalOf(machine)
      if (!most || size === null) return []
      if (size === 0) return numberOf(valueOf(most, 'slots')) ? [atText(most, 'There are slots for memory, and the maximum is 0: write the most that the machine may have.')] : []
      if (total === null || size >= total) return []
      return [atText(most, `The maximum of ${humanBytes(size)} is below the ${humanBytes(total)} that the machine has: raise it.`, { related: machine.top('memory') ? [other(machine.top('memory')!, null, 'the memory')] : [], fixes: () => [preferred(`Raise it to ${humanBytes(total)}`, setValue(most, 'unit', 'KiB'), setText(most, String(Math.ceil(total / 1024))))] })]
    },
  },
  {
    code: 'libvirt/memory-current-exceeds', level: 'warning', driver: 'any',
    docs: { what: '`<currentMemory>` is above `<memory>`.', why: 'libvirt lowers it to the memory without a word.', mend: 'Lower it, or raise `<memory>`.', by: 'virDomainDefPostParseMemory' },
    check: machine => {
      const current = machine.top('currentMemory')
      const size = amountOf(current)
      const total = totalOf(machine)
      return !current || size === null || total === null || size <= total ? [] : [atText(current, `The balloon begins with ${humanBytes(size)}, and the machine has ${humanBytes(total)}: libvirt lowers it. Write that, or raise \`<memory>\`.`, {
        related: machine.top('memory') ? [other(machine.top('memory')!, null, 'the memory')] : [], fixes: () => [preferred('Remove `<currentMemory>`', dropped(current).edits)],
      })]
    },
  },
  {
    code: 'libvirt/memory-vs-numa-sum', level: 'warning', driver: 'qemu',
    docs: { what: '`<memory>` differs from the sum of the NUMA cells (and of what is plugged in).', why: 'When it is defined, libvirt puts the sum in its place.', mend: 'Write the sum, or change the cells.', by: 'virDomainDefPostParseMemory' },
    check: machine => {
      const element = machine.top('memory')
      const total = machine.memory()
      const sum = cellsOf(machine)
      const plugged = pluggedOf(machine)
      if (!element || total === null || total === 0 || sum === null || sum === 0 || plugged === null || Math.ceil(total / 1024) === Math.ceil(sum / 1024) + Math.ceil(plugged / 1024)) return []
      const all = sum + plugged
      return [atText(element, `The NUMA cells${plugged ? ' and memory devices' : ''} sum up to ${humanBytes(all)}, not ${humanBytes(total)}: libvirt puts the sum in its place.`, { related: machine.cells().map(cell => other(cell, 'memory', 'a part of it')).slice(0, 4), fixes: () => [preferred(`Change to ${humanBytes(all)}`, setValue(element, 'unit', 'KiB'), setText(element, String(Math.ceil(all / 1024))))] })]
    },
  },
  {
    code: 'libvirt/memory-device-total', level: 'error', driver: 'qemu',
    docs: { what: 'The memory devices are more than there is place for.', why: 'Their sum is a part of the total, and fits between what is there at the start and `<maxMemory>`.', mend: 'Raise `<maxMemory>` or `<memory>`, or remove a device.', by: 'virDomainDefPostParseMemory, qemuDomainDefValidateMemoryHotplug' },
    check: machine => {
      const plugged = pluggedOf(machine)
      const [device] = machine.of('memory')
      const total = machine.memory()
      const most = amountOf(machine.top('maxMemory'))
      const cells = cellsOf(machine)
      if (!device || plugged === null || cells === null) return []
      if (!cells && total !== null && plugged > total) return [atName(device, `The memory devices have ${humanBytes(plugged)}, more than the ${humanBytes(total)} of the machine, of which they are a part.`, { related: [other(machine.top('memory')!, null, 'the memory')] })]
      const initial = cells || (total === null ? null : total - plugged)
      if (most === null || most === 0 || initial === null || plugged <= most - initial) return []
      return [atName(device, `The memory devices have ${humanBytes(plugged)}, and between the ${humanBytes(initial)} at the start and the maximum are ${humanBytes(Math.max(0, most - initial))}: raise \`<maxMemory>\`.`, { related: [other(machine.top('maxMemory')!, null, 'the maximum')], fixes: () => [preferred(`Raise \`<maxMemory>\` to ${humanBytes(initial + plugged)}`, setValue(machine.top('maxMemory')!, 'unit', 'KiB'), setText(machine.top('maxMemory')!, String(Math.ceil((initial + plugged) / 1024))))] })]
    },
  },
  {
    code: 'libvirt/memory-device-needs-max', level: 'error', driver: 'qemu', whole: true,
    docs: { what: 'A memory device without `<maxMemory>`.', why: 'QEMU reserves the place for it when it starts.', mend: "Add `<maxMemory slots='16' unit='GiB'>…</maxMemory>`.", by: 'qemuDomainDefValidateMemoryHotplug' },
    check: machine => {
      const most = machine.top('maxMemory')
      const devices = machine.of('memory').filter(device => valueOf(device, 'model') !== 'sgx-epc')
      if (!devices.length || (most && amountOf(most) !== 0)) return []
      return devices.slice(0, 1).map(device => atName(device, "A memory device needs `<maxMemory>`: add it with a number of `slots`.", { related: most ? [other(most, null, 'the maximum is 0')] : [] }))
    },
  },
  {
    code: 'libvirt/memory-hotplug-needs-numa', level: 'error', driver: 'qemu', whole: true,
    docs: {
      what: '`<maxMemory>` without a NUMA cell.', why: 'Memory is plugged into a cell; ppc64 and s390x have none to need. (Since 9.1 libvirt adds one cell itself when the domain is defined.)',
      mend: "Add `<numa><cell id='0' cpus='0-…' memory='…'/></numa>` to `<cpu>`.", by: 'qemuDomainDefValidateMemoryHotplug',
    },
    check: machine => {
      const most = machine.top('maxMemory')
      if (!most || !amountOf(most) || machine.cells().length || machine.family === null || machine.family === 'ppc64' || machine.family === 's390') return []
      const [vcpus, total, cpu] = [machine.vcpus(), machine.memory(), machine.top('cpu')]
      const cell = vcpus && total ? `<numa><cell id='0' cpus='${vcpus === 1 ? '0' : `0-${vcpus - 1}`}' memory='${Math.ceil(total / 1024)}' unit='KiB'/></numa>` : null
      return [atName(most, 'Memory is plugged into a NUMA cell, and there is none: add `<numa>` with one `<cell>` to `<cpu>`.', {
        fixes: () => cell === null ? [] : [preferred('Add one NUMA cell', cpu ? addChild(cpu, cell) : [{ span: { start: most.span.end, end: most.span.end }, text: `\n  <cpu>${cell}</cpu>` }])],
      })]
    },
  },
  {
    code: 'libvirt/memory-device-node', level: 'error', driver: 'any',
    docs: { what: 'A memory device names a NUMA cell that is not there, or none where there are cells.', why: '`<node>` is the id of a `<cell>`.', mend: 'Name a cell that is there.', by: 'virDomainMemoryDefValidate, qemuDomainDefValidateMemoryHotplugDevice' },
    check: machine => machine.of('memory').flatMap((device): readonly Finding[] => {
      const target = childOf(device, 'target')
      const node = childOf(target, 'node')
      const number = numberOf(textOf(node))
      const cells = machine.cells().length
      const model = valueOf(device, 'model')
      if (node && number !== null && (number >= cells)) return [atText(node, cells ? `There is no NUMA cell ${number}: the cells are 0 to ${cells - 1}.` : `There is no NUMA cell ${number}: this machine has no \`<numa>\`.`, { fixes: () => cells ? [fix('Change to 0', setText(node, '0'))] : [dropped(node)] })]
      return !node && target && cells && machine.qemu && (model === 'dimm' || model === 'nvdimm' || model === 'virtio-mem')
        ? [atName(target, `A \`${model}\` is plugged into a NUMA cell: add \`<node>0</node>\`.`, { fixes: () => [preferred('Add `<node>0</node>`', addChild(target, '<node>0</node>'))] })] : []
    }),
  },
  {
    code: 'libvirt/memory-device-slot', level: 'error', driver: 'qemu',
    docs: { what: 'A memory slot is taken twice or beyond the number of slots, or there are more devices than slots.', why: '`slots` of `<maxMemory>` says how many there are.', mend: 'Change the slot, or raise `slots`.', by: 'virDomainMemoryDefCheckConflict, qemuDomainDefValidateMemoryHotplugDevice' },
    check: slots,
  },
  {
    code: 'libvirt/memory-device-overlap', level: 'error', driver: 'any',
    docs: { what: 'Two memory devices overlap in the guest\'s memory.', why: 'Each needs the addresses from its base to its size for itself.', mend: 'Move one of them, or remove its base.', by: 'virDomainMemoryDefCheckConflict' },
    check: machine => {
      const places = machine.of('memory').flatMap(device => {
        const address = childOf(device, 'address')
        const target = childOf(device, 'target')
        const model = valueOf(device, 'model')
        const holder = model === 'virtio-mem' || model === 'virtio-pmem' ? childOf(target, 'address') : valueOf(address, 'type') === 'dimm' ? address : undefined
        const start = numberOf(valueOf(holder, 'base'), 0)
        const size = amountOf(childOf(target, 'size'))
        // The label of an NVDIMM is not mapped, and is rounded by the host's page size: such a device is left alone.
        return holder && start && size !== null && !(model === 'nvdimm' && childOf(target, 'label')) ? [{ holder, start, end: start + size }] : []
      })
      return places.flatMap((one, at) => {
        const before = places.slice(0, at).find(({ start, end }) => start < one.end && one.start < end)
        return before ? [atValue(one.holder, 'base', 'This memory overlaps with another device: move it behind that, or leave out the base.', { related: [other(before.holder, 'base', 'the other device')] })] : []
      })
    },
  },
  {
    code: 'libvirt/memory-virtio-mem-size', level: 'error', driver: 'any',
    docs: { what: 'The sizes of a virtio-mem device do not fit.', why: 'It grows in blocks: a power of two of at least 2 MiB; what is requested is a multiple of it and at most the size.', mend: 'Mend the sizes.', by: 'virDomainMemoryDefValidate' },
    check: machine => machine.of('memory').filter(device => valueOf(device, 'model') === 'virtio-mem').flatMap((device): readonly Finding[] => {
      const target = childOf(device, 'target')
      const [size, block, requested] = ['size', 'block', 'requested'].map(name => ({ element: childOf(target, name), bytes: amountOf(childOf(target, name)) }))
      if (!block?.element || block.bytes === null) return []
      const mib = 1024 ** 2
      if (!powerOfTwo(block.bytes) || block.bytes < 2 * mib) return [atText(block.element, `A block is a power of two and at least 2 MiB, not ${humanBytes(block.bytes)}.`, { fixes: () => [preferred('Change to 2 MiB', setValue(block.element!, 'unit', 'MiB'), setText(block.element!, '2'))] })]
      if (requested?.element && requested.bytes !== null && size?.bytes != null) {
        if (requested.bytes > size.bytes) return [atText(requested.element, `${humanBytes(requested.bytes)} are requested, and the device has ${humanBytes(size.bytes)}: lower it.`, { related: [other(size.element!, null, 'the size')] })]
        if (requested.bytes % block.bytes) return [atText(requested.element, `What is requested is a multiple of the block of ${humanBytes(block.bytes)}.`, { related: [other(block.element, null, 'the block')] })]
      }
      const base = numberOf(valueOf(childOf(target, 'address'), 'base'), 0)
      return base !== null && base % block.bytes ? [atValue(childOf(target, 'address')!, 'base', `The base is a multiple of the block of ${humanBytes(block.bytes)}.`, { related: [other(block.element, null, 'the block')] })] : []
    }),
  },
  {
    code: 'libvirt/memory-pmem-source', level: 'error', driver: 'any',
    docs: { what: 'A persistent memory device without its file, or with what it cannot have.', why: 'It is a file of the host: never discarded, and for virtio-pmem shared and outside of the NUMA cells.', mend: 'Add `<source><path>…</path></source>`, or remove the option.', by: 'virDomainMemoryDefValidate' },
    check: machine => machine.of('memory').flatMap((device): readonly Finding[] => {
      const model = valueOf(device, 'model')
      if (model !== 'nvdimm' && model !== 'virtio-pmem') return []
      const node = childOf(device, 'target', 'node')
      return [
        ...childOf(device, 'source', 'path') ? [] : [atName(childOf(device, 'source') ?? device, `A \`${model}\` is a file of the host: add \`<source><path>…</path></source>\`.`)],
        ...valueOf(device, 'discard') === 'yes' ? [atValue(device, 'discard', `A \`${model}\` keeps its content: remove \`discard\`.`, { fixes: () => [preferred('Change `discard` to `no`', setValue(device, 'discard', 'no'))] })] : [],
        ...model === 'virtio-pmem' && (valueOf(device, 'access') ?? 'shared') !== 'shared' ? [atValue(device, 'access', 'A `virtio-pmem` is always shared: write `shared`.', { fixes: () => [preferred('Change `access` to `shared`', setValue(device, 'access', 'shared'))] })] : [],
        ...model === 'virtio-pmem' && node ? [atName(node, 'A `virtio-pmem` belongs to no NUMA cell: remove `<node>`.', { fixes: () => [dropped(node)] })] : [],
      ]
    }),
  },
  {
    code: 'libvirt/shared-memory-required', level: 'error', driver: 'qemu', whole: true, words: ['virtiofs', 'vhostuser', 'vhostvdpa'],
    docs: {
      what: 'A device whose helper process reads the guest\'s memory, which is not shared.', why: 'virtiofs, vhost-user interfaces and vhost-user or vDPA disks are served by a program of their own.',
      mend: "Add `<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>`.", by: 'qemuValidateDomainDefVhostUserRequireSharedMemory',
    },
    check: machine => {
      const mode = valueOf(machine.at('memoryBacking', 'access'), 'mode')
      const cells = machine.cells()
      const unshared = cells.find(cell => (valueOf(cell, 'memAccess') ?? mode) !== 'shared')
      if (cells.length ? !unshared : mode === 'shared') return []
      const devices = [
        ...machine.of('filesystem').filter(one => valueOf(childOf(one, 'driver'), 'type') === 'virtiofs'),
        ...machine.of('interface').filter(one => valueOf(one, 'type') === 'vhostuser'),
        ...machine.disks().filter(({ type }) => type === 'vhostuser' || type === 'vhostvdpa').map(({ element }) => element),
      ]
      const related = unshared && valueOf(unshared, 'memAccess') !== undefined ? [other(unshared, 'memAccess', 'not shared here')] : []
      // Of vhost-user interfaces only newer releases demand it.
      const level = (device: Element): Finding['level'] => device.name === 'interface' && valueOf(childOf(device, 'backend'), 'type') !== 'passt' ? 'warning' : 'error'
      return devices.map(device => atName(device, `This \`<${device.name}>\` is served by another process, which needs shared memory: add \`<access mode='shared'/>\` (and \`<source type='memfd'/>\`) to \`<memoryBacking>\`.`, { level: level(device), related, fixes: () => [preferred('Share the memory', sharing(machine, cells))] }))
    },
  },
]

export const powerOfTwo = (number: number): boolean => number > 0 && Number.isInteger(Math.log2(number))

/** The sum of the NUMA cells in bytes; 0 without any, null when one is not understood. */
function cellsOf(machine: Machine): number | null {
  let sum = 0
  for (const cell of machine.cells()) {
    const size = cellSize(cell)
    if (size === null) return null
    sum += size
  }
  return sum
}

const cellSize = (cell: Element): number | null => bytesOf(valueOf(cell, 'memory') ?? '0', valueOf(cell, 'unit') ?? 'KiB')

/** virMemoryMaxValue: LLONG_MAX, which a double cannot hold exactly. */
const mostBytes = 2 ** 63 - 1024

function pluggedOf(machine: Machine): number | null {
  let sum = 0
  for (const device of machine.of('memory')) {
    const size = amountOf(childOf(device, 'target', 'size'))
    if (size === null) return null
    sum += size
  }
  return sum
}

/** What the machine has at the start, as libvirt counts it. */
function totalOf(machine: Machine): number | null {
  const cells = cellsOf(machine)
  const plugged = pluggedOf(machine)
  return cells === null || plugged === null ? null : cells ? cells + plugged : machine.memory()
}

function slots(machine: Machine): readonly Finding[] {
  const most = machine.top('maxMemory')
  const count = numberOf(valueOf(most, 'slots') ?? '0')
  if (!most || count === null) return []
  const devices = machine.of('memory').filter(device => ['dimm', 'nvdimm'].includes(valueOf(device, 'model') ?? ''))
  const seen = new Map<number, Element>()
  const found = devices.flatMap((device): readonly Finding[] => {
    const address = childOf(device, 'address')
    const slot = valueOf(address, 'type') === 'dimm' ? numberOf(valueOf(address, 'slot') ?? '0') : null
    if (!address || slot === null) return []
    const first = seen.get(slot)
    seen.set(slot, first ?? address)
    if (first) return [atValue(address, 'slot', `Another device is in memory slot ${slot}: change the slot, or remove the address.`, { related: [other(first, 'slot', 'the other device')], fixes: () => [dropped(address)] })]
    return slot >= count ? [atValue(address, 'slot', `There are ${count} memory slots, 0 to ${count - 1}: change the slot, or raise \`slots\`.`, { related: [other(most, 'slots', 'the number of slots')], fixes: () => [fix(`Raise \`slots\` to ${slot + 1}`, setValue(most, 'slots', String(slot + 1))), dropped(address)] })] : []
  })
  return devices.length <= count ? found : [...found, atValue(most, 'slots', `${devices.length} memory devices need as many slots, and there are ${count}.`, { related: [other(devices[count]!, null, 'the first one too many')], fixes: () => [preferred(`Raise \`slots\` to ${devices.length}`, setValue(most, 'slots', String(devices.length)))] })]
}

function sharing(machine: Machine, cells: readonly Element[]) {
  const backing = machine.top('memoryBacking')
  const edits = cells.filter(cell => valueOf(cell, 'memAccess') !== undefined && valueOf(cell, 'memAccess') !== 'shared').flatMap(cell => setValue(cell, 'memAccess', 'shared'))
  const hasSource = childOf(backing, 'source') ?? childOf(backing, 'hugepages')
  if (backing) {
    const access = childOf(backing, 'access')
    if (access) return [...edits, ...setValue(access, 'mode', 'shared'), ...hasSource ? [] : addChild(backing, "<source type='memfd'/>")]
    return [...edits, ...addChild(backing, ...hasSource ? [] : ["<source type='memfd'/>"], "<access mode='shared'/>")]
  }
  const after = machine.top('currentMemory') ?? machine.top('memory')
  if (!after) return edits
  return [...edits, { span: { start: after.span.end, end: after.span.end }, text: "\n  <memoryBacking>\n    <source type='memfd'/>\n    <access mode='shared'/>\n  </memoryBacking>" }]
}
