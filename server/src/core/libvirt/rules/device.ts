// The small devices: TPM, IOMMU, watchdog, panic, shared memory, vsock, and those of which there is one.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { childOf, childrenOf, valueOf } from '../read'
import { addChild, changeTo, dropped, preferred, setText, setValue, without } from './edits'
import { amountOf, numberOf, type Machine } from './machine'
import { powerOfTwo } from './memory'
import { lacksPci } from './pci-none'
import { atAttribute, atName, atText, atValue, other, repeated, type Finding, type Rule } from './rule'

export const device: readonly Rule[] = [
  {
    code: 'libvirt/tpm-backend', level: 'error', driver: 'any',
    docs: { what: 'A TPM without its backend, or with an external one that is not a socket to connect to.', why: 'The chip is emulated by swtpm, or is the one of the host.', mend: "Add `<backend type='emulator' version='2.0'/>`.", by: 'virDomainTPMDefParseXML, virDomainTPMDevValidate' },
    check: machine => machine.of('tpm').flatMap((tpm): readonly Finding[] => {
      const backends = childrenOf(tpm, 'backend')
      const [backend] = backends
      if (!backend) return [atName(tpm, "A TPM needs a backend: add `<backend type='emulator' version='2.0'/>`.", { fixes: () => [preferred("Add `<backend type='emulator' version='2.0'/>`", addChild(tpm, "<backend type='emulator' version='2.0'/>"))] })]
      if (backends.length > 1) return [atName(backends[1]!, 'A TPM has one backend: remove this one.', { related: [other(backend, 'type', 'the first one')], fixes: () => [dropped(backends[1]!)] })]
      if (valueOf(backend, 'type') !== 'external') return []
      const source = childOf(backend, 'source')
      if (!source) return [atName(backend, "An external TPM is a socket: add `<source type='unix' mode='connect' path='…'/>`.")]
      if ((valueOf(source, 'type') ?? 'unix') !== 'unix') return [atValue(source, 'type', 'An external TPM is a socket: write `unix`.', { fixes: () => [changeTo(source, 'type', 'unix')] })]
      if (valueOf(source, 'mode') === 'bind') return [atValue(source, 'mode', 'The TPM listens, and QEMU connects to it: write `connect`.', { fixes: () => [preferred('Change `mode` to `connect`', setValue(source, 'mode', 'connect'))] })]
      return valueOf(source, 'path') === undefined ? [atName(source, "The socket of the TPM is missing: add `path='…'`.")] : []
    }),
  },
  {
    code: 'libvirt/tpm-count', level: 'error', driver: 'qemu',
    docs: { what: 'More than one TPM, or more than one proxy.', why: 'A machine has one chip; pseries may have a proxy besides.', mend: 'Remove one.', by: 'qemuValidateDomainDefTPMs' },
    check: machine => repeated(machine.of('tpm'), tpm => valueOf(tpm, 'model') === 'spapr-tpm-proxy' ? 'proxy' : 'chip').map(({ item, first, key }) => atName(item, `There is one TPM${key === 'proxy' ? ' proxy' : ''} at most: remove one of them.`, { related: [other(first, null, 'the first one')], fixes: () => [dropped(item)] })),
  },
  {
    code: 'libvirt/tpm-version', level: 'error', driver: 'qemu',
    docs: { what: 'TPM 1.2 where there is none, or options of 2.0 without it.', why: 'TPM 1.2 is tpm-tis on x86; PCR banks and profiles are of 2.0.', mend: "Write `version='2.0'`.", by: 'qemuValidateDomainDeviceDefTPM, virDomainTPMDevValidate' },
    check: machine => machine.of('tpm').flatMap(tpm => tpmVersion(machine, tpm)),
  },
  {
    code: 'libvirt/iommu', level: 'error', driver: 'qemu', whole: true,
    docs: { what: 'An IOMMU on a board that does not have it, or with what it does not have.', why: 'intel is of q35, smmuv3 of ARM virt, virtio of both and needs ACPI; remapped interrupts need the split I/O APIC.', mend: 'Change the model, or remove the option.', by: 'qemuValidateDomainDeviceDefIOMMU, virDomainIOMMUDefValidate, virDomainDefIOMMUValidate' },
    check: machine => machine.of('iommu').flatMap(iommu => iommuOf(machine, iommu)),
  },
  {
    code: 'libvirt/watchdog', level: 'error', driver: 'qemu',
    docs: { what: 'A watchdog of another board, twice, or with another action than the first.', why: 'itco is of q35, diag288 of s390x; QEMU has one action for all.', mend: 'Change the model or the action.', by: 'qemuValidateDomainWatchdogDef, qemuValidateDomainDefWatchdogs' },
    check: watchdogs,
  },
  {
    code: 'libvirt/watchdog-ib700', level: 'error', driver: 'qemu', words: ['ib700'],
    docs: { what: 'The watchdog ib700 on a board other than i440fx.', why: 'libvirt 9.0.0 let QEMU plug it into any ISA bus; newer ones, 11.3.0 for certain, keep it to i440fx.', mend: 'Use i6300esb, which is on PCI, or remove it.', by: 'qemuValidateDomainWatchdogDef', since: '11.3.0' },
    check: machine => machine.board === null || machine.board === 'i440fx' ? [] : machine.of('watchdog').filter(one => valueOf(one, 'model') === 'ib700').map(one => foreignWatchdog(machine, one, 'i440fx')),
  },
  {
    code: 'libvirt/panic', level: 'error', driver: 'qemu',
    docs: { what: 'A panic device of another architecture, twice, or with an address that it cannot have.', why: 's390, pseries and hyperv are calls to the hypervisor; isa and pvpanic are devices.', mend: 'Change the model, or remove the address.', by: 'qemuValidateDomainDefPanic, virDomainDefRejectDuplicatePanics' },
    check: panics,
  },
  {
    code: 'libvirt/shmem', level: 'error', driver: 'qemu',
    docs: { what: 'Shared memory of a size or with options that it cannot have.', why: 'The size is a power of two from 1 MiB; interrupts need a server, which ivshmem-doorbell has and ivshmem-plain has not.', mend: 'Change the size or the model.', by: 'virDomainShmemDefValidate, qemuValidateDomainDeviceDefShmem, virDomainShmemDefParseXML, qemuDomainShmemDefPostParse, qemuBuildShmemCommandLine' },
    check: machine => machine.of('shmem').flatMap(sharedMemory),
  },
  {
    code: 'libvirt/vsock-cid', level: 'error', driver: 'any',
    docs: { what: 'A vsock address that is taken.', why: '0 to 2 are the hypervisor, local and host.', mend: 'Write 3 or more.', by: 'virDomainVsockDefValidate' },
    check: machine => machine.of('vsock').flatMap(vsock => {
      const cid = childOf(vsock, 'cid')
      const number = numberOf(valueOf(cid, 'address'))
      return cid && number !== null && number > 0 && number <= 2 ? [atValue(cid, 'address', `The address ${number} is the host's or the hypervisor's: write 3 or more, or \`auto='yes'\`.`, { fixes: () => [preferred('Change `address` to `3`', setValue(cid, 'address', '3'))] })] : []
    }),
  },
  {
    code: 'libvirt/device-singleton', level: 'error', driver: 'any',
    docs: { what: 'A second device of which there is one.', why: 'The balloon, the NVRAM, vsock and the like are there once.', mend: 'Remove one.', by: 'virDomainDefParseXML' },
    check: machine => ['memballoon', 'nvram', 'vsock', 'pstore', 'redirfilter'].flatMap(name => machine.of(name).slice(1).map(second => atName(second, `There is one \`<${name}>\` at most: remove one of them.`, { related: [other(machine.of(name)[0]!, null, 'the first one')], fixes: () => [{ ...dropped(second), preferred: true }] }))),
  },
  {
    code: 'libvirt/pstore', level: 'error', driver: 'any',
    docs: { what: 'A pstore whose size is not a power of two from 4 KiB, or that is not on PCI.', why: 'The guest sees it as slots of flash.', mend: 'Write a power of two.', by: 'virDomainPstoreDefValidate', since: '10.8.0' },
    check: machine => machine.of('pstore').flatMap((pstore): readonly Finding[] => {
      const size = childOf(pstore, 'size')
      const bytes = amountOf(size)
      const address = childOf(pstore, 'address')
      return [
        ...size && bytes !== null && (bytes < 4096 || !powerOfTwo(bytes)) ? [atText(size, 'The size is a power of two of at least 4 KiB.', { fixes: () => [preferred('Change to 64 KiB', setValue(size, 'unit', 'KiB'), setText(size, '64'))] })] : [],
        ...address && !['pci', undefined].includes(valueOf(address, 'type')) ? [atValue(address, 'type', 'A pstore is on PCI: remove the address.', { fixes: () => [dropped(address)] })] : [],
      ]
    }),
  },
  {
    code: 'libvirt/nvram-device', level: 'error', driver: 'qemu',
    docs: { what: 'An `<nvram>` device on a machine that is not pseries.', why: 'It is where Open Firmware of POWER keeps its variables. The one of UEFI stands in `<os>`.', mend: 'Remove it, or move it to `<os>`.', by: 'qemuValidateDomainDeviceDefNVRAM' },
    check: machine => machine.board === null || machine.board === 'pseries' ? [] : machine.of('nvram').map(one => atName(one, `This device is of pseries machines, and this is \`${machine.machine}\`: remove it. (The NVRAM of UEFI stands in \`<os>\`.)`, { fixes: () => [{ ...dropped(one), preferred: true }] })),
  },
  {
    code: 'libvirt/memballoon-model', level: 'error', driver: 'qemu',
    docs: { what: 'A balloon that QEMU does not have.', why: '`xen` is of Xen.', mend: 'Use `virtio`, or `none`.', by: 'qemuValidateDomainDeviceDefMemballoon' },
    check: machine => machine.of('memballoon').filter(one => valueOf(one, 'model') === 'xen').map(one => atValue(one, 'model', 'QEMU has no balloon of the model `xen`: write `virtio`.', { fixes: () => [preferred('Change `model` to `virtio`', setValue(one, 'model', 'virtio'))] })),
  },
]

function tpmVersion(machine: Machine, tpm: Element): readonly Finding[] {
  const backend = childOf(tpm, 'backend')
  const model = valueOf(tpm, 'model') ?? (machine.family === 'ppc64' ? 'tpm-spapr' : 'tpm-tis')
  const type = valueOf(backend, 'type')
  const written = valueOf(backend, 'version')
  // Without a version it is 1.2 on tpm-tis of x86, and 2.0 elsewhere.
  const version = written ?? (model === 'tpm-tis' ? machine.family === null ? undefined : machine.family === 'x86' ? '1.2' : '2.0' : '2.0')
  const [banks, profile] = [childOf(backend, 'active_pcr_banks'), childOf(backend, 'profile')]
  if (!backend || type !== 'emulator') return backend && machine.family === 'ppc64' && model === 'spapr-tpm-proxy' && type !== undefined && type !== 'passthrough' ? [atValue(backend, 'type', 'A TPM proxy is the chip of the host: write `passthrough`.', { fixes: () => [changeTo(backend, 'type', 'passthrough')] })] : []
  const newer = () => [preferred('Change `version` to `2.0`', setValue(backend, 'version', '2.0'))]
  return [
    ...written === '1.2' && model !== 'tpm-tis' ? [atValue(backend, 'version', `TPM 1.2 is a \`tpm-tis\`, not a \`${model}\`: write \`2.0\`.`, { related: attributeOf(tpm, 'model') ? [other(tpm, 'model', 'the model')] : [], fixes: newer })]
      : written === '1.2' && machine.family !== null && machine.family !== 'x86' ? [atValue(backend, 'version', `TPM 1.2 is for x86, and this is \`${machine.arch}\`: write \`2.0\`.`, { related: [other(machine.at('os', 'type')!, 'arch', 'the architecture')], fixes: newer })] : [],
    ...[banks, profile].filter(one => one && version === '1.2').map(one => atName(one!, `\`<${one!.name}>\` is of TPM 2.0: write \`version='2.0'\`, or remove it.`, { related: written ? [other(backend, 'version', 'the version')] : [], fixes: () => [...newer(), dropped(one!)] })),
    ...machine.family === 'ppc64' && model === 'spapr-tpm-proxy' ? [atValue(backend, 'type', 'A TPM proxy is the chip of the host: write `passthrough`.', { fixes: () => [changeTo(backend, 'type', 'passthrough')] })] : [],
  ]
}

function iommuOf(machine: Machine, iommu: Element): readonly Finding[] {
  const model = valueOf(iommu, 'model')
  const boards = { intel: ['q35'], smmuv3: ['arm-virt'], virtio: ['q35', 'arm-virt'] }[model ?? '']
  const driver = childOf(iommu, 'driver')
  const address = childOf(iommu, 'address')
  const [intremap, eim] = [valueOf(driver, 'intremap'), valueOf(driver, 'eim')]
  const apic = machine.at('features', 'ioapic')
  // What newer models have is left to those who know them.
  const bare = model === 'smmuv3' || model === 'virtio'
  if (boards && machine.board !== null && !boards.includes(machine.board)) {
    const instead = machine.board === 'q35' ? 'intel' : machine.board === 'arm-virt' ? 'smmuv3' : null
    return [atValue(iommu, 'model', `The IOMMU \`${model}\` is for ${boards.map(board => board === 'q35' ? 'q35' : 'ARM virt').join(' and ')} machines, and this is \`${machine.machine}\`: ${instead ? `use \`${instead}\`` : 'remove it'}.`, { related: [other(machine.at('os', 'type')!, 'machine', 'the machine type')], fixes: () => [...instead ? [changeTo(iommu, 'model', instead)] : [], dropped(iommu)] })]
  }
  return [
    ...bare && driver ? ['intremap', 'caching_mode', 'eim', 'iotlb', 'aw_bits', 'dma_translation'].filter(name => attributeOf(driver, name)).map(name => atAttribute(driver, name, `The IOMMU \`${model}\` has no \`${name}\`: remove it.`, { related: [other(iommu, 'model', 'the model')], fixes: () => [{ ...without(driver, name), preferred: true }] })) : [],
    ...(model === 'intel' || model === 'smmuv3') && address ? [atName(address, `The IOMMU \`${model}\` has no address: remove it.`, { related: [other(iommu, 'model', 'the model')], fixes: () => [{ ...dropped(address), preferred: true }] })] : [],
    ...model === 'virtio' && address && !['pci', undefined].includes(valueOf(address, 'type')) ? [atValue(address, 'type', `The IOMMU \`virtio\` is on PCI, not on \`${valueOf(address, 'type')}\`: remove the address.`, { fixes: () => [{ ...dropped(address), preferred: true }] })] : [],
    ...model === 'virtio' && !machine.at('features', 'acpi') ? [atValue(iommu, 'model', 'The IOMMU `virtio` is told of by ACPI: add `<acpi/>` to `<features>`.', { fixes: () => machine.top('features') ? [preferred('Add `<acpi/>`', addChild(machine.top('features')!, '<acpi/>'))] : [] })] : [],
    ...intremap === 'on' && apic && valueOf(apic, 'driver') !== 'qemu' ? [atValue(driver!, 'intremap', "Remapped interrupts need the split I/O APIC: write `<ioapic driver='qemu'/>` in `<features>`.", { related: [other(apic, 'driver', 'the I/O APIC')], fixes: () => [preferred("Change the I/O APIC's driver to `qemu`", setValue(apic, 'driver', 'qemu'))] })] : [],
    ...eim === 'on' && intremap !== 'on' ? [atValue(driver!, 'eim', "Extended interrupts need remapping: add `intremap='on'`.", { fixes: () => [preferred("Add `intremap='on'`", setValue(driver!, 'intremap', 'on'))] })] : [],
  ]
}

function watchdogs(machine: Machine): readonly Finding[] {
  const all = machine.of('watchdog')
  const [first] = all
  const actionOf = (one: Element): string => valueOf(one, 'action') ?? 'reset'
  return [
    ...all.flatMap((one): readonly Finding[] => {
      const model = valueOf(one, 'model') ?? ''
      const address = childOf(one, 'address')
      if (model === 'itco' && machine.board !== null && machine.board !== 'q35') return [foreignWatchdog(machine, one, 'q35')]
      if (model === 'diag288' && machine.family !== null && machine.family !== 's390') return [foreignWatchdog(machine, one, 's390x')]
      return address && (model !== 'i6300esb' || !['pci', undefined].includes(valueOf(address, 'type'))) && model !== '' ? [atName(address, model === 'i6300esb' ? 'The watchdog `i6300esb` is on PCI: remove the address.' : `The watchdog \`${model}\` has no address: remove it.`, { fixes: () => [{ ...dropped(address), preferred: true }] })] : []
    }),
    ...all.slice(1).filter(one => actionOf(one) !== actionOf(first!)).map(one => atValue(one, 'action', `All watchdogs of a machine do the same, and the first does \`${actionOf(first!)}\`.`, { related: [other(first!, 'action', 'the first one')], fixes: () => [preferred(`Change \`action\` to \`${actionOf(first!)}\``, setValue(one, 'action', actionOf(first!)))] })),
    ...repeated(all.filter(one => valueOf(one, 'model') !== 'i6300esb'), one => valueOf(one, 'model')).map(({ item, first, key }) => atValue(item, 'model', `There is one watchdog \`${key}\` at most: remove one of them.`, { related: [other(first, 'model', 'the first one')], fixes: () => [dropped(item)] })),
  ]
}

function foreignWatchdog(machine: Machine, one: Element, home: string): Finding {
  const model = valueOf(one, 'model')!
  const instead = machine.family === 's390' ? 'diag288' : lacksPci(machine) ? null : 'i6300esb'
  return atValue(one, 'model', `The watchdog \`${model}\` is of ${home} machines, and this is \`${machine.machine ?? machine.arch}\`: ${instead ? `use \`${instead}\`, or ` : ''}remove it.`, { fixes: () => [...instead ? [changeTo(one, 'model', instead)] : [], dropped(one)] })
}

function panics(machine: Machine): readonly Finding[] {
  const modelOf = (one: Element): string | undefined => valueOf(one, 'model') ?? (machine.board === 'pseries' ? 'pseries' : machine.family === 's390' ? 's390' : machine.family === 'x86' ? 'isa' : machine.board === 'arm-virt' ? 'pvpanic' : undefined)
  const homeOf: Readonly<Record<string, readonly [family: string, name: string]>> = { s390: ['s390', 's390x'], hyperv: ['x86', 'x86'], pseries: ['ppc64', 'pseries'] }
  return [
    ...machine.of('panic').flatMap((one): readonly Finding[] => {
      const model = modelOf(one)
      const address = childOf(one, 'address')
      const type = valueOf(address, 'type')
      const home = model === undefined ? undefined : homeOf[model]
      if (home && machine.family !== null && (machine.family !== home[0] || (model === 'pseries' && machine.board !== null && machine.board !== 'pseries'))) return [atValue(one, 'model', `The panic device \`${model}\` is of ${home[1]}, and this is \`${machine.arch ?? machine.machine}\`: remove it, or its model.`, { fixes: () => [without(one, 'model'), dropped(one)] })]
      if (home && address) return [atName(address, `The panic device \`${model}\` has no address: remove it.`, { fixes: () => [{ ...dropped(address), preferred: true }] })]
      if (model === 'isa' && address && type !== undefined && type !== 'isa') return [atValue(address, 'type', `The panic device \`isa\` has an address of type \`isa\`, not \`${type}\`: remove it.`, { fixes: () => [{ ...dropped(address), preferred: true }] })]
      if (model === 'pvpanic' && address && type !== undefined && type !== 'pci') return [atValue(address, 'type', `The panic device \`pvpanic\` is on PCI, not on \`${type}\`: remove the address.`, { fixes: () => [{ ...dropped(address), preferred: true }] })]
      return model === undefined && machine.board !== null && machine.family !== null ? [atName(one, `There is no usual panic device for \`${machine.machine}\`: add \`model='pvpanic'\`.`, { fixes: () => [changeTo(one, 'model', 'pvpanic'), dropped(one)] })] : []
    }),
    ...repeated(machine.of('panic'), modelOf).map(({ item, first, key }) => atName(item, `There is one panic device \`${key}\` at most: remove one of them.`, { related: [other(first, null, 'the first one')], fixes: () => [dropped(item)] })),
  ]
}

function sharedMemory(shmem: Element): readonly Finding[] {
  const size = childOf(shmem, 'size')
  const bytes = size ? sizeIn(size) : null
  const [model, server, msi, address] = [childOf(shmem, 'model'), childOf(shmem, 'server'), childOf(shmem, 'msi'), childOf(shmem, 'address')]
  const kind = valueOf(model, 'type')
  const name = valueOf(shmem, 'name')
  return [
    ...name !== undefined && (name.includes('/') || name === '.' || name === '..') ? [atValue(shmem, 'name', 'The name of a shared memory has no slash, and is not `.` or `..`.', { fixes: () => [changeTo(shmem, 'name', name.replaceAll('/', '-').replace(/^\.\.?$/, 'shmem0'))] })] : [],
    ...size && bytes !== null && bytes > 0 && (bytes < 1024 ** 2 || !powerOfTwo(bytes)) ? [atText(size, 'The size of a shared memory is a power of two of at least 1 MiB.', { fixes: () => [preferred(`Change to ${Math.max(1, 2 ** Math.ceil(Math.log2(bytes / 1024 ** 2)))} MiB`, setValue(size, 'unit', 'M'), setText(size, String(Math.max(1, 2 ** Math.ceil(Math.log2(bytes / 1024 ** 2))))))] })] : [],
    ...msi && !server ? [atName(msi, 'Interrupts come from a server, and there is none: add `<server path=…/>`, or remove `<msi>`.', { fixes: () => [{ ...dropped(msi), preferred: true }] })] : [],
    ...model && kind === 'ivshmem-plain' && server ? [atValue(model, 'type', '`ivshmem-plain` has no server: write `ivshmem-doorbell`, or remove `<server>`.', { related: [other(server, null, 'the server')], fixes: () => [preferred('Change `type` to `ivshmem-doorbell`', setValue(model, 'type', 'ivshmem-doorbell')), dropped(server)] })] : [],
    ...model && kind === 'ivshmem-doorbell' && !server ? [atValue(model, 'type', '`ivshmem-doorbell` needs a server: add `<server path=…/>`, or write `ivshmem-plain`.', { fixes: () => [changeTo(model, 'type', 'ivshmem-plain')] })] : [],
    ...size && kind === 'ivshmem-doorbell' && server ? [atName(size, 'The server of an `ivshmem-doorbell` decides its size: remove `<size>`.', { related: [other(model!, 'type', 'the model')], fixes: () => [{ ...dropped(size), preferred: true }] })] : [],
    ...address && !['pci', undefined].includes(valueOf(address, 'type')) ? [atValue(address, 'type', `A shared memory is on PCI, not on \`${valueOf(address, 'type')}\`: remove the address.`, { fixes: () => [{ ...dropped(address), preferred: true }] })] : [],
  ]
}

const sizeIn = (size: Element): number | null => {
  const bytes = amountOf(size)
  // Without a unit it is in bytes here (virDomainParseScaledValue).
  return bytes === null ? null : valueOf(size, 'unit') === undefined ? bytes / 1024 : bytes
}
