// The CPU: features once, attributes of the mode that has them, and no host CPU where it is emulated.
import { attributeOf } from '../../xml/walk'
import { childOf, childrenOf, valueOf } from '../read'
import { changeTo, dropped, without } from './edits'
import { atAttribute, atName, atValue, other, repeated, type Rule } from './rule'

export const cpu: readonly Rule[] = [
  {
    code: 'libvirt/cpu-feature-duplicate', level: 'error', driver: 'any',
    docs: { what: 'A CPU feature stands twice, or features without a model.', why: 'Each feature has one policy, and changes a model.', mend: 'Remove one, or add `<model>`.', by: 'virCPUDefParseXML' },
    check: machine => {
      const element = machine.top('cpu')
      const features = childrenOf(element, 'feature')
      const custom = element && (valueOf(element, 'mode') ?? 'custom') === 'custom'
      const twice = repeated(features, feature => valueOf(feature, 'name')).map(({ item, first, key }) => atValue(item, 'name', `The feature \`${key}\` stands here already: remove one of them.`, { related: [other(first, 'name', 'the first one')], fixes: () => [{ ...dropped(item), preferred: true }] }))
      if (!element || !custom || childOf(element, 'model')) return twice
      const vendor = childOf(element, 'vendor')
      return [
        ...twice,
        ...features.slice(0, 1).map(feature => atName(feature, "Features change a CPU model, and there is none: add `<model>`, or write `mode='host-model'`.", { related: [other(element, null, 'this CPU')], fixes: () => [changeTo(element, 'mode', 'host-model')] })),
        ...vendor ? [atName(vendor, 'A vendor goes with a CPU model, and there is none: add `<model>`, or remove it.', { fixes: () => [dropped(vendor)] })] : [],
      ]
    },
  },
  {
    code: 'libvirt/cpu-attribute-mode', level: 'error', driver: 'any',
    docs: { what: '`migratable` or `check` on a CPU that has none.', why: '`migratable` is of host-passthrough and maximum; `check` compares with a model.', mend: 'Remove it.', by: 'virCPUDefParseXML, virDomainDefPostParseCPU' },
    check: machine => {
      const element = machine.top('cpu')
      if (!element) return []
      const mode = valueOf(element, 'mode') ?? 'custom'
      return [
        ...attributeOf(element, 'migratable') && mode !== 'host-passthrough' && mode !== 'maximum' ? [atAttribute(element, 'migratable', `\`migratable\` is for \`host-passthrough\` and \`maximum\`, not for \`${mode}\`: remove it.`, { related: attributeOf(element, 'mode') ? [other(element, 'mode', 'the mode')] : [], fixes: () => [{ ...without(element, 'migratable'), preferred: true }] })] : [],
        ...mode === 'custom' && attributeOf(element, 'check') && !childOf(element, 'model') ? [atAttribute(element, 'check', '`check` compares the CPU with a model, and there is none: add `<model>`, or remove it.', { fixes: () => [without(element, 'check')] })] : [],
      ]
    },
  },
  {
    code: 'libvirt/cpu-cache-mode', level: 'error', driver: 'qemu',
    docs: {
      what: 'The CPU cache cannot be as it is written.', why: '`emulate` is for level 3, `passthrough` for the CPU of the host and all levels; only x86 has it.',
      mend: 'Change the mode or the level.', by: 'qemuValidateDomainDefCpu',
    },
    check: machine => {
      const cache = machine.at('cpu', 'cache')
      const mode = valueOf(cache, 'mode')
      const level = valueOf(cache, 'level')
      const cpuMode = valueOf(machine.top('cpu'), 'mode') ?? 'custom'
      if (!cache) return []
      if (machine.family !== null && machine.family !== 'x86') return [atName(cache, `The CPU cache of a \`${machine.arch ?? machine.machine}\` machine cannot be set: remove it.`, { fixes: () => [dropped(cache)] })]
      if (mode === 'emulate' && level !== '3') return [atValue(cache, level === undefined ? 'mode' : 'level', "Only the cache of level 3 can be emulated: write `level='3'`.", { fixes: () => [{ ...changeTo(cache, 'level', '3'), preferred: true }] })]
      if (mode === 'passthrough' && cpuMode !== 'host-passthrough' && cpuMode !== 'maximum') return [atValue(cache, 'mode', `The cache of the host goes with \`mode='host-passthrough'\` or \`maximum\` of \`<cpu>\`, not with \`${cpuMode}\`.`, { related: [other(machine.top('cpu')!, 'mode', 'the CPU')], fixes: () => [changeTo(machine.top('cpu')!, 'mode', 'host-passthrough'), dropped(cache)] })]
      if ((mode === 'passthrough' || mode === 'disable') && level !== undefined) return [atAttribute(cache, 'level', `\`${mode}\` is for all levels of the cache: remove \`level\`.`, { fixes: () => [{ ...without(cache, 'level'), preferred: true }] })]
      return []
    },
  },
  {
    code: 'libvirt/cpu-maxphysaddr', level: 'error', driver: 'qemu',
    docs: {
      what: '`<maxphysaddr>` with attributes that do not go together.', why: '`passthrough` takes the number of bits from the host, and only it may be limited; only x86 has it.',
      mend: 'Remove `bits`, or write `emulate`.', by: 'qemuValidateDomainDefCpu, virCPUDefParseXML',
    },
    check: machine => {
      const element = machine.at('cpu', 'maxphysaddr')
      const mode = valueOf(element, 'mode')
      if (!element) return []
      if (machine.family !== null && machine.family !== 'x86') return [atName(element, `The address size of a \`${machine.arch ?? machine.machine}\` machine cannot be set: remove it.`, { fixes: () => [dropped(element)] })]
      if (mode === 'passthrough' && attributeOf(element, 'bits')) return [atAttribute(element, 'bits', '`passthrough` takes the number of bits from the host: remove `bits`, or write `emulate`.', { related: [other(element, 'mode', 'the mode')], fixes: () => [without(element, 'bits'), changeTo(element, 'mode', 'emulate')] })]
      return mode === 'emulate' && attributeOf(element, 'limit') ? [atAttribute(element, 'limit', '`limit` is for `passthrough`: remove it.', { fixes: () => [without(element, 'limit')] })] : []
    },
  },
  {
    code: 'libvirt/cpu-sve', level: 'error', driver: 'qemu',
    docs: { what: 'Lengths of SVE vectors while SVE is off.', why: '`sve128` and the like are parts of `sve`.', mend: 'Turn `sve` on, or remove the lengths.', by: 'qemuDomainDefCPUPostParse' },
    check: machine => {
      const features = childrenOf(machine.top('cpu'), 'feature')
      const off = features.find(feature => valueOf(feature, 'name') === 'sve' && ['disable', 'forbid'].includes(valueOf(feature, 'policy') ?? ''))
      const lengths = features.filter(feature => /^sve\d/.test(valueOf(feature, 'name') ?? ''))
      return off && machine.family === 'arm' && lengths.length ? [atValue(off, 'policy', `SVE is off, and the length \`${valueOf(lengths[0], 'name')}\` of its vectors is given: turn it on, or remove the lengths.`, { related: lengths.slice(0, 4).map(one => other(one, 'name', 'a length')), fixes: () => [changeTo(off, 'policy', 'require')] })] : []
    },
  },
  {
    code: 'libvirt/cpu-host-passthrough-tcg', level: 'error', driver: 'qemu',
    docs: { what: 'The CPU of the host in a domain that is emulated.', why: 'There is no host CPU behind TCG.', mend: "Write `type='kvm'`, or `mode='maximum'`.", by: 'virQEMUCapsIsCPUModeSupported' },
    check: machine => {
      const element = machine.top('cpu')
      return element && machine.type === 'qemu' && valueOf(element, 'mode') === 'host-passthrough'
        ? [atValue(element, 'mode', "`host-passthrough` needs KVM, and this domain is of type `qemu`: write `maximum`, or `type='kvm'`.", { related: [other(machine.root, 'type', 'the type of the domain')], fixes: () => [changeTo(element, 'mode', 'maximum'), changeTo(machine.root, 'type', 'kvm')] })] : []
    },
  },
]
