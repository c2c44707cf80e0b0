// Firmware: chosen by libvirt or by hand, not half of each; with NVRAM where there is any, and the ACPI that it needs.
import { attributeOf } from '../../xml/walk'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { addChild, changeTo, dropped, preferred, without } from './edits'
import type { Machine } from './machine'
import { atAttribute, atName, atValue, other, type Finding, type Rule } from './rule'

export const firmware: readonly Rule[] = [
  {
    code: 'libvirt/firmware-autoselect', level: 'error', driver: 'any',
    docs: {
      what: 'A firmware that is half chosen by libvirt and half by hand.', why: "`<os firmware='efi'>` lets libvirt choose, by the features that are wanted; without it `<loader>` names a file.",
      mend: "Add `firmware='efi'`, or name the file.", by: 'virDomainDefOSValidate',
    },
    check: machine => {
      const os = machine.top('os')
      const loader = childOf(os, 'loader')
      const chosen = valueOf(os, 'firmware')
      const features = childrenOf(childOf(os, 'firmware'), 'feature')
      const state = (name: string) => features.find(feature => valueOf(feature, 'name') === name)
      const [keys, secure] = [state('enrolled-keys'), state('secure-boot')]
      if (!os) return []
      if (chosen === undefined) return [
        ...features.length ? [atName(childOf(os, 'firmware')!, "Features are for a firmware that libvirt chooses: add `firmware='efi'` to `<os>`, or remove them.", { fixes: () => [preferred("Add `firmware='efi'`", changeTo(os, 'firmware', 'efi').edits), dropped(childOf(os, 'firmware')!)] })] : [],
        ...loader && textOf(loader) === undefined ? [atName(loader, "The loader names no file, and libvirt is not to choose one: write its path, or add `firmware='efi'` to `<os>`.", { fixes: () => [preferred("Add `firmware='efi'`", changeTo(os, 'firmware', 'efi').edits)] })] : [],
      ]
      return keys && secure && valueOf(keys, 'enabled') === 'yes' && valueOf(secure, 'enabled') === 'no'
        ? [atValue(keys, 'enabled', 'Keys are enrolled for secure boot, which is off: write `no`, or turn it on.', { related: [other(secure, 'enabled', 'secure boot')], fixes: () => [changeTo(keys, 'enabled', 'no'), changeTo(secure, 'enabled', 'yes')] })] : []
    },
  },
  {
    code: 'libvirt/firmware-loader-option', level: 'error', driver: 'any', until: '9.1.0',
    docs: { what: 'A loader beside a firmware that libvirt chooses.', why: 'Until 9.1 its path, type and safety were filled in, and could not be given.', mend: 'Remove them.', by: 'virDomainDefOSValidate' },
    check: machine => {
      const loader = machine.at('os', 'loader')
      if (!loader || valueOf(machine.top('os'), 'firmware') === undefined) return []
      return ['readonly', 'type', 'secure'].filter(name => attributeOf(loader, name)).map(name => atAttribute(loader, name, `libvirt chooses the firmware, and \`${name}\` with it: remove it.`, { fixes: () => [without(loader, name)] }))
    },
  },
  {
    code: 'libvirt/firmware-nvram', level: 'error', driver: 'any',
    docs: {
      what: 'NVRAM for a firmware that keeps none.', why: 'Only UEFI in flash keeps variables, and not when it is stateless.',
      mend: 'Remove `<nvram>`, or change the firmware.', by: 'virDomainDefOSValidate',
    },
    check: machine => {
      const os = machine.top('os')
      const [loader, nvram] = [childOf(os, 'loader'), childOf(os, 'nvram')]
      const chosen = valueOf(os, 'firmware')
      const stateless = valueOf(loader, 'stateless')
      const related = loader ? [other(loader, 'stateless', 'stateless here')] : []
      if (nvram && stateless === 'yes') return [atName(nvram, 'A stateless firmware keeps no variables: remove `<nvram>`, or `stateless`.', { related, fixes: () => [dropped(nvram), changeTo(loader!, 'stateless', 'no')] })]
      if (nvram && chosen !== undefined && chosen !== 'efi') return [atName(nvram, `The firmware \`${chosen}\` keeps no variables: remove \`<nvram>\`, or write \`firmware='efi'\`.`, { related: [other(os!, 'firmware', 'the firmware')], fixes: () => [dropped(nvram), changeTo(os!, 'firmware', 'efi')] })]
      if (stateless !== 'no' || !loader) return []
      if (chosen !== undefined ? chosen === 'efi' : valueOf(loader, 'type') === 'pflash') return []
      return [atValue(loader, 'stateless', 'Only a UEFI in flash keeps variables: remove `stateless`, or change the firmware.', { related: [chosen === undefined ? other(loader, 'type', 'the kind of the loader') : other(os!, 'firmware', 'the firmware')], fixes: () => [without(loader, 'stateless')] })]
    },
  },
  {
    code: 'libvirt/firmware-needs-acpi', level: 'error', driver: 'qemu', whole: true,
    docs: {
      what: 'UEFI without ACPI on x86, ACPI without UEFI on aarch64, or ACPI on a board that has none.', why: 'UEFI tells the guest of the hardware by ACPI tables.',
      mend: 'Add `<acpi/>` to `<features>`, or remove it.', by: 'qemuValidateDomainDef',
    },
    check: machine => {
      const acpi = machine.at('features', 'acpi')
      const os = machine.top('os')
      const loader = childOf(os, 'loader')
      const uefi = valueOf(os, 'firmware') === 'efi' || (valueOf(loader, 'type') === 'pflash' && textOf(loader) !== undefined)
      if (uefi && machine.family === 'x86' && !acpi) return [{
        ...atName(valueOf(os, 'firmware') === 'efi' ? os! : loader!, 'UEFI needs ACPI on this architecture: add `<acpi/>` to `<features>`.', {
          fixes: () => [preferred('Add `<acpi/>`', machine.top('features') ? addChild(machine.top('features')!, '<acpi/>') : [{ span: { start: os!.span.end, end: os!.span.end }, text: '\n  <features>\n    <acpi/>\n  </features>' }])],
        }),
        ...valueOf(os, 'firmware') === 'efi' ? { span: attributeOf(os!, 'firmware')!.valueSpan! } : {},
      }]
      const fixes = () => [dropped(acpi!)]
      if (acpi && machine.arch === 'aarch64' && !uefi) return [atName(acpi, "ACPI needs UEFI on aarch64: add `firmware='efi'` to `<os>`, or remove `<acpi/>`.", { fixes: () => [...os ? [changeTo(os, 'firmware', 'efi')] : [], dropped(acpi)] })]
      // Newer libvirt drops it from s390x machines that are there already, and refuses it in new ones.
      return acpi && (machine.family === 's390' || boardsWithoutAcpi.has(machine.machine ?? '')) ? [atName(acpi, `The board of \`${machine.machine ?? machine.arch}\` has no ACPI, and newer libvirt refuses it: remove \`<acpi/>\`.`, { level: 'warning', fixes })] : []
    },
  },
  {
    code: 'libvirt/secure-boot-machine', level: 'error', driver: 'qemu', whole: true,
    docs: { what: 'Secure boot on a machine that cannot protect it.', why: 'The variables are guarded by SMM, which is of q35 on x86_64.', mend: "Use q35, and add `<smm state='on'/>`.", by: 'qemuValidateDomainDefBoot' },
    check: secureBoot,
  },
  {
    code: 'libvirt/nvram-source', level: 'error', driver: 'qemu',
    docs: { what: 'An NVRAM from a storage that QEMU cannot use for it.', why: 'It is a file, a block device or a network image.', mend: 'Use one of these.', by: 'qemuValidateDomainDefNvram' },
    check: machine => {
      const nvram = machine.at('os', 'nvram')
      const type = valueOf(nvram, 'type')
      return nvram && type !== undefined && ['dir', 'volume', 'nvme', 'vhostuser', 'vhostvdpa'].includes(type) ? [atValue(nvram, 'type', `An NVRAM is a \`file\`, a \`block\` device or a \`network\` image, not \`${type}\`.`)] : []
    },
  },
]

/** qemuDomainMachineSupportsACPI is asked of QEMU; of these it is known (versatilepb and its like have none). */
const boardsWithoutAcpi: ReadonlySet<string> = new Set(['versatilepb', 'versatileab'])

function secureBoot(machine: Machine): readonly Finding[] {
  const os = machine.top('os')
  const loader = childOf(os, 'loader')
  if (!loader || valueOf(loader, 'secure') !== 'yes') return []
  const type = machine.at('os', 'type')
  const fixes = () => [changeTo(loader, 'secure', 'no')]
  if (machine.board !== null && machine.board !== 'q35') return [atValue(loader, 'secure', `Secure boot needs a q35 machine, and this is \`${machine.machine}\`.`, { related: type ? [other(type, 'machine', 'the machine type')] : [], fixes })]
  if (machine.arch !== undefined && machine.arch !== 'x86_64') return [atValue(loader, 'secure', `Secure boot needs x86_64, and this is \`${machine.arch}\`.`, { related: type ? [other(type, 'arch', 'the architecture')] : [], fixes })]
  const smm = machine.at('features', 'smm')
  if (valueOf(os, 'firmware') !== undefined || machine.feature('smm') === 'on') return []
  return [atValue(loader, 'secure', "Secure boot needs SMM: add `<smm state='on'/>` to `<features>`.", {
    related: smm ? [other(smm, 'state', 'off here')] : [],
    fixes: () => smm ? [{ ...changeTo(smm, 'state', 'on'), preferred: true }] : machine.top('features') ? [preferred("Add `<smm state='on'/>`", addChild(machine.top('features')!, "<smm state='on'/>"))] : fixes(),
  })]
}
