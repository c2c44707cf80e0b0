// vCPUs: their number, topology, states, and what is tuned for each of them.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { changeTo, dropped, fix, preferred, setText, setValue, without } from './edits'
import { numberOf, numbersIn, type Machine } from './machine'
import { atName, atText, atValue, other, repeated, type Finding, type Rule } from './rule'

export const vcpu: readonly Rule[] = [
  {
    code: 'libvirt/vcpu-current-exceeds-max', level: 'error', driver: 'any',
    docs: { what: '`current` is above the number of vCPUs.', why: 'The text of `<vcpu>` is the maximum, `current` how many of them are on at the start.', mend: 'Raise the maximum, or lower `current`.', by: 'virDomainDefSetVcpus' },
    check: machine => {
      const element = machine.top('vcpu')
      const [current, most] = [numberOf(valueOf(element, 'current')), machine.vcpus()]
      return !element || current === null || most === null || current <= most ? [] : [atValue(element, 'current', `${current} vCPUs are to be on, and there are ${most}: raise the maximum to ${current}, or lower \`current\`.`, {
        related: [other(element, null, `the maximum is ${most}`)], fixes: () => [fix(`Raise the maximum to ${current}`, setText(element, String(current))), changeTo(element, 'current', String(most))],
      })]
    },
  },
  {
    code: 'libvirt/vcpu-topology-mismatch', level: 'error', driver: 'qemu',
    docs: {
      what: 'Sockets × dies × clusters × cores × threads is not the number of vCPUs.', why: 'The topology says where each vCPU sits; on pseries vCPUs come and go as whole cores.',
      mend: 'Make the number and the product the same.', by: 'qemuValidateDomainVCpuTopology',
    },
    check: machine => {
      const topology = machine.at('cpu', 'topology')
      const element = machine.top('vcpu')
      const most = machine.vcpus()
      const product = topology && factors.reduce((product, name) => product * (numberOf(valueOf(topology, name) ?? '1') ?? NaN), 1)
      if (!topology || most === null || product === undefined || Number.isNaN(product)) return []
      const threads = numberOf(valueOf(topology, 'threads')) ?? 1
      const current = element ? numberOf(valueOf(element, 'current')) ?? most : most
      if (product !== most) {
        const rest = product / (numberOf(valueOf(topology, 'sockets')) ?? 1)
        return [atName(topology, `The topology has place for ${product} vCPUs, and \`<vcpu>\` says ${most}: make them the same.`, {
          // QEMU before 2.7 took it, and machines whose NUMA cells hold all vCPUs still come from there.
          level: machine.cells().reduce((sum, cell) => sum + (numbersIn(valueOf(cell, 'cpus'))?.size ?? 0), 0) > product ? 'warning' : 'error',
          related: element ? [other(element, null, `${most} vCPUs`)] : [],
          fixes: () => [...element && product >= current ? [preferred(`Change \`<vcpu>\` to ${product}`, setText(element, String(product)))] : [], ...most % rest === 0 ? [fix(`Change \`sockets\` to \`${most / rest}\``, setValue(topology, 'sockets', String(most / rest)))] : []],
        })]
      }
      return machine.board === 'pseries' && current % threads !== 0 && element
        ? [atValue(element, 'current', `On pseries the number of vCPUs is a multiple of the ${threads} threads of a core: write ${Math.ceil(current / threads) * threads}.`, { related: [other(topology, 'threads', 'the threads of a core')], fixes: () => [changeTo(element, 'current', String(Math.min(most, Math.ceil(current / threads) * threads)))] })] : []
    },
  },
  {
    code: 'libvirt/vcpu-255-needs-eim', level: 'error', driver: 'qemu', whole: true,
    docs: {
      what: 'More than 255 vCPUs on x86 without q35 and an IOMMU with `eim`.', why: 'The APIC ids beyond need extended interrupt mode. Newer libvirt adds the IOMMU of a q35 machine itself.',
      mend: "Use q35, and add `<iommu model='intel'><driver intremap='on' eim='on'/></iommu>`.", by: 'qemuValidateDomainVCpuTopology',
    },
    check: machine => {
      const element = machine.top('vcpu')
      const most = machine.vcpus()
      if (!element || most === null || most <= 255 || machine.family !== 'x86' || machine.board === null) return []
      if (machine.board !== 'q35') return [atText(element, `More than 255 vCPUs need a q35 machine, and this is \`${machine.machine}\`: change the machine type, or lower the number.`, { related: [other(machine.at('os', 'type')!, 'machine', 'the machine type')], fixes: () => [fix('Lower it to 255', setText(element, '255'))] })]
      const [iommu] = machine.of('iommu')
      if (!iommu || valueOf(childOf(iommu, 'driver'), 'eim') !== 'off') return []
      return [atText(element, 'More than 255 vCPUs need `eim` on the IOMMU, which is off.', { related: [other(childOf(iommu, 'driver')!, 'eim', 'the IOMMU')], fixes: () => [changeTo(childOf(iommu, 'driver')!, 'eim', 'on')] })]
    },
  },
  {
    code: 'libvirt/vcpus-state', level: 'error', driver: 'qemu',
    docs: {
      what: 'The states of single vCPUs do not fit together.', why: 'vCPU 0 is on, first and stays; one that is off must be hotpluggable; and orders are given to all that are on, or to none.',
      mend: 'Mend the states.', by: 'qemuDomainDefVcpusPostParse, virDomainVcpuDefPostParse, virDomainVcpuParse',
    },
    check: states,
  },
  {
    code: 'libvirt/cputune-pin', level: 'error', driver: 'any',
    docs: { what: 'A vCPU or iothread is pinned twice, or to no CPU.', why: 'Each has one set of host CPUs.', mend: 'Merge the two, or name a CPU.', by: 'virDomainVcpuPinDefParseXML, virDomainIOThreadPinDefParseXML' },
    check: machine => {
      const tune = machine.top('cputune')
      const vcpupins = childrenOf(tune, 'vcpupin').filter(pin => (numberOf(valueOf(pin, 'vcpu')) ?? Infinity) < (machine.vcpus() ?? 0))
      const iothreadpins = childrenOf(tune, 'iothreadpin')
      const twice = (pins: readonly Element[], name: string): readonly Finding[] => repeated(pins, pin => numberOf(valueOf(pin, name))).map(({ item, first, key }) =>
        atValue(item, name, `${name === 'vcpu' ? 'vCPU' : 'Iothread'} ${key} is pinned already: merge the two, or remove one.`, { related: [other(first, name, 'the first one')], fixes: () => [dropped(item)] }))
      return [
        ...twice(vcpupins, 'vcpu'), ...twice(iothreadpins, 'iothread'),
        ...[...vcpupins, ...iothreadpins, ...childrenOf(tune, 'emulatorpin')].filter(pin => numbersIn(valueOf(pin, 'cpuset'))?.size === 0).map(pin => atValue(pin, 'cpuset', 'This set holds no CPU: name one.')),
        ...(() => {
          const element = machine.top('vcpu')
          return element && valueOf(element, 'placement') !== 'auto' && numbersIn(valueOf(element, 'cpuset'))?.size === 0 ? [atValue(element, 'cpuset', 'This set holds no CPU: name one, or remove `cpuset`.', { fixes: () => [without(element, 'cpuset')] })] : []
        })(),
      ]
    },
  },
  {
    code: 'libvirt/cputune-sched-overlap', level: 'error', driver: 'any',
    docs: { what: 'Two schedulers are set for one vCPU or iothread, or one for a vCPU that is not there.', why: 'Each thread has one scheduler.', mend: 'Make the sets disjoint.', by: 'virDomainThreadSchedParseHelper, virDomainDefGetVcpuSched' },
    check: machine => ([['vcpusched', 'vcpus'], ['iothreadsched', 'iothreads']] as const).flatMap(([name, attribute]) => {
      const seen = new Map<number, Element>()
      return childrenOf(machine.top('cputune'), name).flatMap((element): readonly Finding[] => {
        const numbers = numbersIn(valueOf(element, attribute))
        if (!numbers) return []
        if (numbers.size === 0) return [atValue(element, attribute, 'This set is empty: name one.')]
        const most = machine.vcpus()
        const beyond = name === 'vcpusched' && most !== null ? [...numbers].find(number => number >= most) : undefined
        if (beyond !== undefined) return [atValue(element, attribute, `There is no vCPU ${beyond}: the vCPUs are 0 to ${most! - 1}.`, { related: machine.top('vcpu') ? [other(machine.top('vcpu')!, null, 'the number of vCPUs')] : [] })]
        const double = [...numbers].find(number => seen.has(number))
        const first = double === undefined ? undefined : seen.get(double)
        for (const number of numbers) if (!seen.has(number)) seen.set(number, element)
        return first ? [atValue(element, attribute, `${name === 'vcpusched' ? 'vCPU' : 'Iothread'} ${double} has a scheduler already: take it out of one of the sets.`, { related: [other(first, attribute, 'the other set')] })] : []
      })
    }),
  },
  {
    code: 'libvirt/cputune-range', level: 'error', driver: 'any',
    docs: { what: 'A period or quota is out of its range.', why: 'A period is 1000 to 1000000 microseconds, a quota 1000 to 17592186044415, or negative for no limit.', mend: 'Write a number in the range.', by: 'virDomainDefCputuneValidate' },
    check: machine => ['period', 'global_period', 'emulator_period', 'iothread_period', 'quota', 'global_quota', 'emulator_quota', 'iothread_quota'].flatMap((name): readonly Finding[] => {
      const element = childOf(machine.top('cputune'), name)
      const number = numberOf(textOf(element))
      const most = name.endsWith('period') ? 1_000_000 : 17_592_186_044_415
      if (!element || number === null || number === 0 || (number >= 1000 && number <= most)) return []
      return [atText(element, `\`<${name}>\` is 1000 to ${most} microseconds, not ${number}.`, { fixes: () => [fix(`Change to ${number < 1000 ? 1000 : most}`, setText(element, String(number < 1000 ? 1000 : most)))] })]
    }),
  },
]

const factors: readonly string[] = ['sockets', 'dies', 'clusters', 'cores', 'threads']

function states(machine: Machine): readonly Finding[] {
  const most = machine.vcpus()
  const list = childrenOf(machine.top('vcpus'), 'vcpu')
  if (!list.length || most === null) return []
  const idOf = (one: Element): number | null => numberOf(valueOf(one, 'id'))
  const beyond = list.filter(one => (idOf(one) ?? 0) >= most).map(one => atValue(one, 'id', `There is no vCPU ${idOf(one)}: the vCPUs are 0 to ${most - 1}.`, { related: machine.top('vcpu') ? [other(machine.top('vcpu')!, null, 'the number of vCPUs')] : [], fixes: () => [dropped(one)] }))
  const orderOf = (one: Element | undefined): number => numberOf(valueOf(one, 'order')) ?? 0
  const zero = list.find(one => idOf(one) === 0)
  return [
    ...beyond,
    ...list.filter(one => valueOf(one, 'enabled') === 'no' && valueOf(one, 'hotpluggable') === 'no').map(one => atValue(one, 'hotpluggable', `vCPU ${idOf(one)} is off and could never be put on: write \`yes\`.`, { related: [other(one, 'enabled', 'it is off')], fixes: () => [{ ...changeTo(one, 'hotpluggable', 'yes'), preferred: true }] })),
    ...zero ? [
      ...valueOf(zero, 'enabled') === 'no' ? [atValue(zero, 'enabled', 'vCPU 0 cannot be off.', { fixes: () => [{ ...changeTo(zero, 'enabled', 'yes'), preferred: true }] })] : [],
      ...valueOf(zero, 'hotpluggable') === 'yes' ? [atValue(zero, 'hotpluggable', 'vCPU 0 cannot be hotpluggable.', { fixes: () => [{ ...changeTo(zero, 'hotpluggable', 'no'), preferred: true }] })] : [],
      ...orderOf(zero) > 1 ? [atValue(zero, 'order', 'vCPU 0 is put on first: its order is 1.', { fixes: () => [changeTo(zero, 'order', '1')] })] : [],
    ] : [],
    ...list.filter(one => valueOf(one, 'enabled') !== 'no' && one !== zero && (orderOf(one) !== 0) !== (orderOf(zero) !== 0)).slice(0, 1).map(one =>
      atName(one, 'Either every vCPU that is on has an order, or none.', { related: zero ? [other(zero, attributeOf(zero, 'order') ? 'order' : null, 'vCPU 0')] : [] })),
  ]
}
