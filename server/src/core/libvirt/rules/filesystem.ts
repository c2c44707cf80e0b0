// Filesystems of the host in the guest: one target each, and options that the driver has.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { childOf, valueOf } from '../read'
import { changeTo, dropped, preferred, setValue, without } from './edits'
import { atAttribute, atName, atValue, other, type Finding, type Rule } from './rule'

export const filesystem: readonly Rule[] = [
  {
    code: 'libvirt/filesystem-target-duplicate', level: 'error', driver: 'any',
    docs: { what: 'Two filesystems have one target where virtiofs is one of them, or one has none.', why: 'For virtiofs and 9p the target is the tag that the guest mounts by.', mend: 'Change one of them.', by: 'virDomainFSDefValidate' },
    check: machine => {
      const all = machine.of('filesystem')
      const tags = new Map<string, Element>()
      for (const device of all) {
        const tag = valueOf(childOf(device, 'target'), 'dir')
        if (driverOf(device) === 'virtiofs' && tag !== undefined && !tags.has(tag)) tags.set(tag, device)
      }
      return all.flatMap((device): readonly Finding[] => {
        const target = childOf(device, 'target')
        const tag = valueOf(target, 'dir')
        if (!target || tag === undefined) return [atName(target ?? device, "A filesystem needs a target: add `<target dir='…'/>`, the tag that the guest mounts by.")]
        const first = tags.get(tag)
        return first && first !== device ? [atValue(target, 'dir', `Another filesystem has the target \`${tag}\`: change one of them.`, { related: [other(childOf(first, 'target')!, 'dir', 'the other filesystem')], fixes: () => [changeTo(target, 'dir', `${tag}2`)] })] : []
      })
    },
  },
  {
    code: 'libvirt/filesystem-virtiofs-option', level: 'error', driver: 'qemu',
    docs: { what: 'An option of a filesystem that its driver does not have.', why: 'virtiofs passes everything through; file modes are of 9p with `mapped`, and limits of containers.', mend: 'Remove it.', by: 'qemuValidateDomainDeviceDefFS' },
    check: machine => machine.of('filesystem').flatMap(options),
  },
  {
    code: 'libvirt/filesystem-virtiofs-readonly', level: 'error', driver: 'qemu', words: ['virtiofs'], until: '10.10.0',
    docs: { what: 'A virtiofs that is read-only.', why: 'Before 11.0 libvirt could not tell virtiofsd; one that listens on a socket of its own is not asked.', mend: 'Export it read-only on the host, or remove `<readonly/>`.', by: 'qemuValidateDomainDeviceDefFS' },
    check: machine => machine.of('filesystem').flatMap(device => {
      const readonly = childOf(device, 'readonly')
      return readonly && driverOf(device) === 'virtiofs' && valueOf(childOf(device, 'source'), 'socket') === undefined ? [atName(readonly, 'Before libvirt 11.0 a virtiofs cannot be read-only: export it read-only on the host, or remove `<readonly/>`.', { fixes: () => [dropped(readonly)] })] : []
    }),
  },
]

const driverOf = (device: Element): string | undefined => valueOf(childOf(device, 'driver'), 'type')

function options(device: Element): readonly Finding[] {
  const kind = driverOf(device)
  const driver = childOf(device, 'driver')
  const access = valueOf(device, 'accessmode') ?? 'passthrough'
  const type = valueOf(device, 'type') ?? 'mount'
  const socket = valueOf(childOf(device, 'source'), 'socket') !== undefined
  const limit = ['space_hard_limit', 'space_soft_limit'].flatMap(name => childOf(device, name) ?? [])
  const modes = ['fmode', 'dmode'].filter(name => attributeOf(device, name))
  const sandbox = childOf(device, 'binary', 'sandbox')
  const related = driver ? [other(driver, 'type', 'the driver')] : []
  const virtiofs = kind === 'virtiofs'
  const away = (name: string): Finding => atAttribute(device, name, `A virtiofs has no \`${name}\`: remove it.`, { related, fixes: () => [{ ...without(device, name), preferred: true }] })
  return [
    ...type !== 'mount' ? [atValue(device, 'type', `QEMU mounts directories: write \`mount\`, not \`${type}\`.`, { fixes: () => [changeTo(device, 'type', 'mount')] })] : [],
    ...kind !== undefined && ['loop', 'nbd', 'ploop'].includes(kind) ? [atValue(driver!, 'type', `The driver \`${kind}\` is for containers: write \`virtiofs\` or \`path\`.`, { fixes: () => [changeTo(driver!, 'type', 'path'), changeTo(driver!, 'type', 'virtiofs')] })] : [],
    ...limit.map(one => atName(one, `QEMU has no limits for a filesystem: remove \`<${one.name}>\`.`, { level: 'warning', fixes: () => [{ ...dropped(one), preferred: true }] })),
    ...modes.filter(() => virtiofs || access !== 'mapped').map(name => atAttribute(device, name, virtiofs ? `A virtiofs has no \`${name}\`: remove it.` : `\`${name}\` goes with \`accessmode='mapped'\`: remove it, or change the mode.`, { related: attributeOf(device, 'accessmode') ? [other(device, 'accessmode', 'the access mode')] : [], fixes: () => [without(device, name), ...virtiofs ? [] : [changeTo(device, 'accessmode', 'mapped')]] })),
    ...virtiofs && !socket && access !== 'passthrough' ? [atValue(device, 'accessmode', `A virtiofs passes everything through: write \`passthrough\`, not \`${access}\`.`, { related, fixes: () => [preferred('Change `accessmode` to `passthrough`', setValue(device, 'accessmode', 'passthrough'))] })] : [],
    ...kind === 'handle' && access !== 'passthrough' ? [atValue(device, 'accessmode', `The driver \`handle\` passes everything through: write \`passthrough\`, not \`${access}\`.`, { related, fixes: () => [changeTo(device, 'accessmode', 'passthrough')] })] : [],
    ...virtiofs ? ['model', 'multidevs'].filter(name => attributeOf(device, name) && valueOf(device, name) !== 'default').map(away) : [],
    ...virtiofs && driver ? ['wrpolicy', 'format'].filter(name => attributeOf(driver, name) && !(socket && name === 'wrpolicy')).map(name => atAttribute(driver, name, `A virtiofs has no \`${name}\`: remove it.`, { related, fixes: () => [{ ...without(driver, name), preferred: true }] })) : [],
    ...!virtiofs && sandbox ? [atName(sandbox, 'A sandbox is of virtiofs, and libvirt drops this one: remove it.', { level: 'warning', related, fixes: () => [dropped(sandbox)] })] : [],
  ]
}
