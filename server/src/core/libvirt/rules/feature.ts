// Features of the hypervisor, the clock and what happens at the end: each on the architecture and board that has it.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { bytesOf } from '../sizes'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { changeTo, dropped, fix, preferred, setText, setValue, without } from './edits'
import { amountOf, numberOf, type Machine } from './machine'
import { powerOfTwo } from './memory'
import { atAttribute, atName, atText, atValue, listed, other, type Finding, type Rule } from './rule'

export const feature: readonly Rule[] = [
  {
    code: 'libvirt/smm-tseg', level: 'error', driver: 'qemu',
    docs: { what: 'The size of TSEG off q35, or not a multiple of 1 MiB.', why: 'The memory of SMM can be sized on q35 only, in MiB.', mend: 'Remove it, or round it.', by: 'qemuDomainDefTsegPostParse' },
    check: machine => {
      const tseg = machine.at('features', 'smm', 'tseg')
      if (!tseg || machine.feature('smm') !== 'on') return []
      if (machine.board !== null && machine.board !== 'q35') return [atName(tseg, `TSEG can be sized on q35 only, and this is \`${machine.machine}\`: remove it.`, { related: [other(machine.at('os', 'type')!, 'machine', 'the machine type')], fixes: () => [dropped(tseg)] })]
      const bytes = bytesOf(textOf(tseg) ?? '', valueOf(tseg, 'unit') ?? 'MiB')
      return bytes !== null && bytes % 1024 ** 2 ? [atText(tseg, 'The size of TSEG is a multiple of 1 MiB.', { fixes: () => [preferred(`Change to ${Math.ceil(bytes / 1024 ** 2)} MiB`, setValue(tseg, 'unit', 'MiB'), setText(tseg, String(Math.ceil(bytes / 1024 ** 2))))] })] : []
    },
  },
  {
    code: 'libvirt/feature-arch', level: 'error', driver: 'qemu',
    docs: {
      what: 'A feature of another architecture or board.', why: 'GIC is of ARM virt, HPT and HTM of pseries, the I/O APIC of x86, AIA of RISC-V virt.',
      mend: 'Remove it.', by: 'qemuValidateDomainDefFeatures, qemuValidateDomainDefPSeriesFeature',
    },
    check: machine => childrenOf(machine.top('features')).flatMap((element): readonly Finding[] => {
      const home = homes[element.name]
      if (!home || !home.applies(element)) return []
      const fits = home.boards.some(board => board === machine.board) || home.families.some(family => family === machine.family)
      const known = home.boards.length ? machine.board !== null || (machine.family !== null && !home.boardFamilies.includes(machine.family)) : machine.family !== null
      return fits || !known ? [] : [atName(element, `\`<${element.name}>\` is for ${home.name} machines, and this is ${machine.machine === undefined ? `\`${machine.arch}\`` : `\`${machine.machine}\``}: remove it.`, { related: machine.at('os', 'type') ? [other(machine.at('os', 'type')!, machine.machine === undefined ? 'arch' : 'machine', 'the machine')] : [], fixes: () => [{ ...dropped(element), preferred: true }] })]
    }),
  },
  {
    code: 'libvirt/feature-ps2', level: 'error', driver: 'any',
    docs: { what: 'A PS/2 input or vmport while PS/2 is off.', why: 'Both are parts of the i8042 controller.', mend: 'Turn `<ps2>` on, or remove them.', by: 'qemuValidateDomainDefFeatures, virDomainInputDefValidate', since: '10.7.0' },
    check: machine => {
      const ps2 = machine.at('features', 'ps2')
      if (!ps2 || valueOf(ps2, 'state') !== 'off') return []
      const vmport = machine.at('features', 'vmport')
      const related = [other(ps2, 'state', 'PS/2 is off')]
      return [
        ...vmport && machine.feature('vmport') === 'on' && attributeOf(vmport, 'state') ? [atValue(vmport, 'state', '`vmport` needs PS/2, which is off.', { related, fixes: () => [changeTo(vmport, 'state', 'off'), changeTo(ps2, 'state', 'on')] })] : [],
        ...machine.of('input').filter(input => valueOf(input, 'bus') === 'ps2').map(input => atValue(input, 'bus', 'This input is on PS/2, which is off: put it on `usb` or `virtio`.', { related, fixes: () => [changeTo(input, 'bus', 'usb'), dropped(input)] })),
      ]
    },
  },
  {
    code: 'libvirt/feature-hyperv-kvm-value', level: 'error', driver: 'any',
    docs: { what: 'A value of a Hyper-V or KVM feature that cannot be.', why: 'Spinlock retries are 4095 or more, the vendor id has 12 characters at most and no comma, the dirty ring is a power of two from 1024 to 65536.', mend: 'Write a value in the range.', by: 'virDomainFeaturesHyperVDefParse, virDomainFeaturesKVMDefParse' },
    check: machine => {
      const [spinlocks, vendor, ring] = [machine.at('features', 'hyperv', 'spinlocks'), machine.at('features', 'hyperv', 'vendor_id'), machine.at('features', 'kvm', 'dirty-ring')]
      const retries = numberOf(valueOf(spinlocks, 'retries'), 0)
      const id = valueOf(vendor, 'value')
      const size = numberOf(valueOf(ring, 'size'), 0)
      return [
        ...spinlocks && valueOf(spinlocks, 'state') === 'on' && retries !== null && retries < 4095 ? [atValue(spinlocks, 'retries', `Spinlock retries are 4095 or more, not ${retries}.`, { fixes: () => [{ ...changeTo(spinlocks, 'retries', '4095'), preferred: true }] })] : [],
        ...vendor && valueOf(vendor, 'state') === 'on' && id !== undefined && (id.length > 12 || id.includes(',')) ? [atValue(vendor, 'value', 'A vendor id has 12 characters at most and no comma.', { fixes: () => [changeTo(vendor, 'value', id.replaceAll(',', '').slice(0, 12))] })] : [],
        ...ring && valueOf(ring, 'state') === 'on' && size !== null && (!powerOfTwo(size) || size < 1024 || size > 65536) ? [atValue(ring, 'size', `The dirty ring is a power of two from 1024 to 65536, not ${size}.`, { fixes: () => [changeTo(ring, 'size', '4096')] })] : [],
      ]
    },
  },
  {
    code: 'libvirt/tcg-feature', level: 'error', driver: 'qemu',
    docs: { what: 'Features of TCG in a domain that is not emulated, or a cache that is not a multiple of 1 MiB.', why: 'The translation cache is of QEMU’s emulator.', mend: 'Remove `<tcg>`.', by: 'qemuValidateDomainDefFeatures' },
    check: machine => {
      const tcg = machine.at('features', 'tcg')
      if (!tcg) return []
      if (machine.type !== 'qemu') return [atName(tcg, `\`<tcg>\` is for emulated domains, and this is of type \`${machine.type}\`: remove it.`, { related: [other(machine.root, 'type', 'the type of the domain')], fixes: () => [{ ...dropped(tcg), preferred: true }] })]
      const cache = childOf(tcg, 'tb-cache')
      const bytes = amountOf(cache)
      return cache && bytes !== null && bytes % 1024 ** 2 ? [atText(cache, 'The translation cache is a multiple of 1 MiB.', { fixes: () => [preferred(`Change to ${Math.ceil(bytes / 1024 ** 2)} MiB`, setValue(cache, 'unit', 'MiB'), setText(cache, String(Math.ceil(bytes / 1024 ** 2))))] })] : []
    },
  },
  {
    code: 'libvirt/clock-timer', level: 'error', driver: 'qemu',
    docs: { what: 'A timer of another architecture, or with what it does not have.', why: 'tsc, kvmclock and hypervclock are of x86; frequency and mode are of tsc, track of rtc and platform, catch-up of one tick policy.', mend: 'Remove it.', by: 'qemuValidateDomainDefClockTimers, virDomainDefPostParseTimer' },
    check: machine => childrenOf(machine.top('clock'), 'timer').flatMap(timer => timers(machine, timer)),
  },
  {
    code: 'libvirt/clock-offset', level: 'error', driver: 'any',
    docs: { what: 'A clock with an offset that lacks what it needs.', why: '`timezone` needs a zone, `absolute` a start.', mend: 'Add it.', by: 'virDomainDefClockParse' },
    check: machine => {
      const clock = machine.top('clock')
      const offset = valueOf(clock, 'offset')
      const needed = { timezone: 'timezone', absolute: 'start' }[offset ?? '']
      return clock && needed !== undefined && !attributeOf(clock, needed) ? [atValue(clock, 'offset', `\`${offset}\` needs \`${needed}='…'\`: add it.`, { fixes: () => [changeTo(clock, needed, needed === 'timezone' ? 'Europe/Prague' : '0'), changeTo(clock, 'offset', 'utc')] })] : []
    },
  },
  {
    code: 'libvirt/lifecycle-action', level: 'error', driver: 'any',
    docs: { what: 'An action at the end of the domain that the event, or QEMU, does not have.', why: 'Core dumps are for crashes; QEMU neither renames nor preserves, and cannot restart at power-off and end at reboot.', mend: 'Use another action.', by: 'virDomainDefLifecycleActionAllowed, qemuValidateLifecycleAction' },
    check: lifecycle,
  },
  {
    code: 'libvirt/pm-arch', level: 'warning', driver: 'qemu',
    docs: { what: 'Suspend states on a machine that is not x86.', why: 'They are of ACPI on x86, and newer libvirt refuses them elsewhere.', mend: 'Remove `<pm>`.', by: 'qemuValidateDomainDef', since: '9.1.0' },
    check: machine => {
      const pm = machine.top('pm')
      return pm && machine.family !== null && machine.family !== 'x86' && ['suspend-to-mem', 'suspend-to-disk'].some(name => childOf(pm, name)) ? [atName(pm, `A \`${machine.arch ?? machine.machine}\` machine has no such states: remove \`<pm>\`.`, { fixes: () => [dropped(pm)] })] : []
    },
  },
  {
    code: 'libvirt/min-guarantee', level: 'error', driver: 'qemu',
    docs: { what: '`<min_guarantee>` in a QEMU domain.', why: 'QEMU cannot guarantee memory.', mend: 'Remove it.', by: 'qemuValidateDomainDef' },
    check: machine => {
      const element = machine.at('memtune', 'min_guarantee')
      return element && amountOf(element) ? [atName(element, 'QEMU cannot guarantee memory: remove `<min_guarantee>`.', { fixes: () => [{ ...dropped(element), preferred: true }] })] : []
    },
  },
]

interface Home {
  readonly name: string
  readonly boards: readonly string[]
  readonly families: readonly string[]
  /** Where the board is not known, the architecture alone may tell that it cannot be. */
  readonly boardFamilies: readonly string[]
  readonly applies: (element: Element) => boolean
}

const always = (): boolean => true
const on = (element: Element): boolean => valueOf(element, 'state') !== 'off'
const pseries: Home = { name: 'pseries', boards: ['pseries'], families: [], boardFamilies: ['ppc64'], applies: always }
const x86: Home = { name: 'x86', boards: [], families: ['x86'], boardFamilies: [], applies: always }

const homes: Readonly<Record<string, Home>> = {
  gic: { name: 'ARM virt', boards: ['arm-virt'], families: [], boardFamilies: ['arm'], applies: on },
  ras: { name: 'ARM virt', boards: ['arm-virt'], families: [], boardFamilies: ['arm'], applies: always },
  aia: { name: 'RISC-V virt', boards: ['riscv-virt'], families: [], boardFamilies: ['riscv'], applies: element => (valueOf(element, 'value') ?? 'default') !== 'default' },
  hpt: pseries, htm: pseries, 'nested-hv': pseries, 'ccf-assist': pseries, cfpc: pseries, sbbc: pseries, ibs: pseries,
  ioapic: x86, pvspinlock: x86,
  hyperv: { name: 'x86 and ARM virt', boards: ['arm-virt'], families: ['x86'], boardFamilies: ['arm'], applies: always },
  apic: { ...x86, applies: element => attributeOf(element, 'eoi') !== null },
  pmu: { name: 'other than ppc64', boards: [], families: ['x86', 'arm', 's390', 'riscv', 'loongarch', 'mips', 'other'], boardFamilies: [], applies: element => valueOf(element, 'state') === 'off' },
}

function timers(machine: Machine, timer: Element): readonly Finding[] {
  const name = valueOf(timer, 'name')
  const present = valueOf(timer, 'present')
  const policy = valueOf(timer, 'tickpolicy')
  const track = valueOf(timer, 'track')
  const catchup = childOf(timer, 'catchup')
  const foreign = (home: string): Finding => atValue(timer, 'name', `The timer \`${name}\` is for ${home} machines, and this is ${machine.arch ? `\`${machine.arch}\`` : `\`${machine.machine}\``}: remove it.`, { fixes: () => [dropped(timer)] })
  const attribute = (key: string, why: string): Finding => atAttribute(timer, key, `The timer \`${name}\` ${why}: remove \`${key}\`.`, { fixes: () => [{ ...without(timer, key), preferred: true }] })
  const notX86 = machine.family !== null && machine.family !== 'x86'
  return [
    ...name === 'platform' ? [atValue(timer, 'name', 'QEMU has no timer `platform`: remove it.', { fixes: () => [dropped(timer)] })] : [],
    ...notX86 && present === 'yes' && (name === 'tsc' || name === 'kvmclock' || name === 'hypervclock' || name === 'hpet') ? [foreign('x86')] : [],
    ...name === 'armvtimer' && ((machine.board !== null && machine.board !== 'arm-virt') || (machine.family !== null && machine.family !== 'arm')) ? [foreign('ARM virt')] : [],
    ...name === 'armvtimer' && present === 'no' ? [atValue(timer, 'present', 'The timer `armvtimer` cannot be taken away: remove `present`.', { fixes: () => [without(timer, 'present')] })] : [],
    ...policy !== undefined && (name === 'kvmclock' || name === 'hypervclock') ? [attribute('tickpolicy', 'has no tick policy')]
      : policy !== undefined && ((name === 'rtc' && policy !== 'delay' && policy !== 'catchup') || (name === 'pit' && policy === 'merge') || (name === 'armvtimer' && policy !== 'discard' && policy !== 'delay'))
        ? [atValue(timer, 'tickpolicy', `The timer \`${name}\` has no tick policy \`${policy}\`: write ${listed((name === 'rtc' ? ['delay', 'catchup'] : name === 'pit' ? ['delay', 'catchup', 'discard'] : ['delay', 'discard']).map(one => `\`${one}\``))}.`, { fixes: () => [changeTo(timer, 'tickpolicy', 'delay')] })] : [],
    ...catchup && policy !== 'catchup' && ['threshold', 'limit', 'slew'].some(key => Number(valueOf(catchup, key)) > 0) ? [atName(catchup, "`<catchup>` goes with `tickpolicy='catchup'`: add that, or remove it.", { fixes: () => [dropped(catchup)] })] : [],
    ...name !== 'tsc' ? ['frequency', 'mode'].filter(key => attributeOf(timer, key) && valueOf(timer, key) !== '0').map(key => attribute(key, `has no ${key}`)) : [],
    ...track !== undefined && name !== 'platform' && name !== 'rtc' ? [attribute('track', 'tracks nothing')] : [],
    ...name === 'rtc' && track === 'boot' ? [atValue(timer, 'track', `The timer \`rtc\` cannot track \`${track}\`: write \`guest\` or \`wall\`.`, { fixes: () => [changeTo(timer, 'track', 'guest'), changeTo(timer, 'track', 'wall')] })] : [],
  ]
}

function lifecycle(machine: Machine): readonly Finding[] {
  const [poweroff, reboot, crash] = ['on_poweroff', 'on_reboot', 'on_crash'].map(name => machine.top(name))
  const refuse = (element: Element, message: string, instead: string): Finding => atText(element, message, { fixes: () => [fix(`Change to \`${instead}\``, setText(element, instead))] })
  return [
    ...[poweroff, reboot].flatMap(element => element && textOf(element)?.startsWith('coredump-') ? [refuse(element, `\`${textOf(element)}\` is for \`<on_crash>\`: write \`destroy\` or \`restart\`.`, textOf(element)!.slice('coredump-'.length))] : []),
    ...!machine.qemu ? [] : [
      ...[poweroff, reboot, crash].flatMap(element => element && textOf(element) === 'rename-restart' ? [refuse(element, 'QEMU does not rename: write `restart`.', 'restart')] : []),
      ...[poweroff, reboot].flatMap(element => element && textOf(element) === 'preserve' ? [refuse(element, `QEMU preserves only after a crash: write \`destroy\` or \`restart\`.`, element === poweroff ? 'destroy' : 'restart')] : []),
      ...poweroff && reboot && textOf(poweroff) === 'restart' && textOf(reboot) === 'destroy' ? [atText(poweroff, 'QEMU cannot restart at power-off and end at reboot: change one of them.', { related: [other(reboot, null, 'ends at reboot')], fixes: () => [fix('Change to `destroy`', setText(poweroff, 'destroy'))] })] : [],
    ],
  ]
}
