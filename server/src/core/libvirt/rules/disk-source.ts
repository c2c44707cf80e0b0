// What a disk is made of: a source that is there and that its device kind, its format and its protocol can have.
import type { Element } from '../../xml/tree'
import { childOf, childrenOf, valueOf } from '../read'
import { changeTo, dropped, fix, removeElement, setChild, without } from './edits'
import type { Disk, Machine } from './machine'
import { atName, atValue, listed, other, type Finding, type Rule } from './rule'

export const diskSource: readonly Rule[] = [
  {
    code: 'libvirt/disk-source-missing', level: 'error', driver: 'any',
    docs: {
      what: 'A disk has no source.', why: 'Only a cdrom and a floppy drive may be empty.',
      mend: "Add `<source file='…'/>`, or make it a cdrom.", by: 'virDomainDiskDefValidate',
    },
    check: machine => machine.disks().flatMap(({ element, source, device, empty, type }) => device !== 'disk' || !empty ? []
      : [atName(source ?? element, `This disk has no source: add \`<source ${sourceAttribute[type] ?? 'file'}='…'/>\`. Only a cdrom or a floppy may be empty.`)]),
  },
  {
    code: 'libvirt/disk-usb-empty', level: 'warning', driver: 'qemu', words: ['usb'],
    docs: {
      what: 'A USB drive has no media.', why: 'QEMU cannot open a `usb-storage` device without an image.',
      mend: 'Give it a source, or put the drive on the sata bus.', by: 'qemuValidateDomainDeviceDefDiskFrontend', since: '9.1.0',
    },
    check: machine => machine.disks().flatMap(({ element, target, bus, empty, device }) => bus !== 'usb' || !empty || device === 'disk' ? []
      : [atValue(target ?? element, 'bus', 'A drive on the `usb` bus must not be empty, and newer libvirt refuses it: add a `<source>`, or put it on `sata`.')]),
  },
  {
    code: 'libvirt/disk-lun-source', level: 'error', driver: 'any', words: ['lun'],
    docs: {
      what: "A disk with `device='lun'` has a source that is no SCSI device.", why: 'The guest sends SCSI commands to it, which only a block device, a pool volume or iSCSI takes.',
      mend: "Use `type='block'` with the device, or `device='disk'`.", by: 'virDomainDiskDefSourceLUNValidate',
    },
    check: machine => luns(machine).flatMap(({ element, type, source }) => {
      const protocol = valueOf(source, 'protocol')
      if (type === 'block' || type === 'volume' || (type === 'network' && (protocol === 'iscsi' || protocol === undefined))) return []
      return [atValue(element, 'device', `A \`lun\` needs a block device, a pool volume or iSCSI as its source, not ${type === 'network' ? `\`protocol='${protocol}'\`` : `\`type='${type}'\``}: change the source, or write \`device='disk'\`.`, {
        related: [type === 'network' ? other(source!, 'protocol', 'the source') : other(element, 'type', 'the source')], fixes: () => [changeTo(element, 'device', 'disk')],
      })]
    }),
  },
  {
    code: 'libvirt/disk-lun-format', level: 'error', driver: 'any', words: ['lun'],
    docs: {
      what: "A disk with `device='lun'` has a format, a slice or encryption.", why: 'What the guest sees is the device itself.',
      mend: "Use `type='raw'`, or `device='disk'`.", by: 'virDomainDiskDefSourceLUNValidate',
    },
    check: machine => luns(machine).flatMap(({ element, driver, format, source }): readonly Finding[] => {
      const disk = () => changeTo(element, 'device', 'disk')
      if (format !== undefined && format !== 'raw') return [atValue(driver!, 'type', `A \`lun\` is always \`raw\`, not \`${format}\`: write \`raw\`, or use \`device='disk'\`.`, { fixes: () => [changeTo(driver!, 'type', 'raw'), disk()] })]
      const stray = childOf(source, 'slices') ?? childOf(source, 'encryption') ?? childOf(element, 'encryption')
      return stray ? [atName(stray, `A \`lun\` is passed as it is and takes no \`<${stray.name}>\`: remove it, or use \`device='disk'\`.`, { fixes: () => [dropped(stray), disk()] })] : []
    }),
  },
  {
    code: 'libvirt/disk-format-unsupported', level: 'error', driver: 'qemu',
    docs: {
      what: 'A disk has a format that QEMU cannot use, or a directory without `fat`.', why: 'QEMU opens `raw`, `qcow2` and others; `cow`, `dir` and `iso` are no formats to it, and a directory is shown as a read-only FAT disk.',
      mend: 'Use `raw` for an ISO or a device, `qcow2` for an image with snapshots.', by: 'qemuDomainValidateStorageSource',
    },
    check: machine => machine.disks().filter(({ empty }) => !empty).flatMap(wrongFormat),
  },
  {
    code: 'libvirt/disk-shareable-format', level: 'error', driver: 'qemu', words: ['shareable'],
    docs: {
      what: 'A writable disk is `<shareable/>` in a format that two writers would destroy.', why: 'Only `raw` has nothing of its own to write: a qcow2 image with two writers is broken soon.',
      mend: 'Use `raw`, make it `<readonly/>`, or remove `<shareable/>`.', by: 'qemuValidateDomainDeviceDefDisk',
    },
    check: machine => machine.disks().flatMap(({ element, driver, format, readonly, bus }) => {
      const shareable = childOf(element, 'shareable')
      if (!shareable || readonly || format === undefined || format === 'raw') return []
      return [atValue(driver!, 'type', `A shared writable disk must be \`raw\`: two guests that write to one \`${format}\` image destroy it. Remove \`<shareable/>\`, or make the disk \`<readonly/>\`.`, {
        related: [other(shareable, null, 'shared here')], fixes: () => [dropped(shareable), ...bus === 'ide' || bus === 'sata' ? [] : [fix('Make the disk read-only', setChild(element, 'readonly', {}))]],
      })]
    }),
  },
  {
    code: 'libvirt/disk-encryption', level: 'error', driver: 'qemu', words: ['encryption'],
    docs: {
      what: 'A disk is encrypted in a way that QEMU cannot open.', why: 'QEMU decrypts LUKS inside raw and qcow2 images, with one secret; librbd decrypts RBD images.',
      mend: "Use `format='luks'` on a raw or qcow2 image.", by: 'qemuDomainValidateStorageSource, virDomainDiskDefValidateSourceChainOne',
    },
    check: machine => machine.disks().filter(({ empty }) => !empty).flatMap(wrongEncryption),
  },
  {
    code: 'libvirt/disk-auth-twice', level: 'error', driver: 'any', words: ['auth', 'encryption'],
    docs: {
      what: '`<auth>` or `<encryption>` stands in the disk and in its source.', why: 'libvirt takes one of each.',
      mend: 'Keep the one in `<source>`.', by: 'virDomainDiskDefParseSourceXML',
    },
    check: machine => machine.disks().flatMap(({ element, source }) => ['auth', 'encryption'].flatMap(name => {
      const outer = childOf(element, name)
      const inner = childOf(source, name)
      return outer && inner ? [atName(outer, `\`<${name}>\` stands in \`<source>\` already: remove one of them.`, { related: [other(inner, null, `the other \`<${name}>\``)], fixes: () => [{ ...dropped(outer), preferred: true }] })] : []
    })),
  },
  {
    code: 'libvirt/disk-auth-protocol', level: 'error', driver: 'any', words: ['auth'],
    docs: {
      what: '`<auth>` on a protocol that has none, or with the secret of another.', why: 'iSCSI takes a secret of type `iscsi`, RBD one of type `ceph`.',
      mend: "Change the secret's type, or remove `<auth>`.", by: 'virDomainDiskDefValidateSourceChainOne',
    },
    check: machine => machine.disks().flatMap(({ element, source, type }): readonly Finding[] => {
      const auth = childOf(source, 'auth') ?? childOf(element, 'auth')
      const protocol = valueOf(source, 'protocol')
      if (!auth || type !== 'network' || protocol === undefined) return []
      if (['nbd', 'gluster', 'tftp', 'vxhs', 'nfs'].includes(protocol)) return [atName(auth, `The protocol \`${protocol}\` has no authentication: remove \`<auth>\`.`, { related: [other(source!, 'protocol', 'the protocol')], fixes: () => [dropped(auth)] })]
      const secret = childOf(auth, 'secret')
      const written = valueOf(secret, 'type')
      const wanted = { iscsi: 'iscsi', rbd: 'ceph' }[protocol]
      if (!secret || wanted === undefined || written === undefined || written === wanted) return []
      return [atValue(secret, 'type', `The secret for \`${protocol}\` is of type \`${wanted}\`, not \`${written}\`.`, { related: [other(source!, 'protocol', 'the protocol')], fixes: () => [{ ...changeTo(secret, 'type', wanted), preferred: true }] })]
    }),
  },
  {
    code: 'libvirt/disk-network-hosts', level: 'error', driver: 'qemu', words: ['iscsi', 'nfs'],
    docs: {
      what: 'A network disk has no host, or more than its protocol takes.', why: 'iSCSI and NFS connect to exactly one host.',
      mend: "Keep one `<host name='…'/>` in `<source>`.", by: 'qemuBlockStorageSourceGetISCSIProps, qemuDomainValidateStorageSource',
    },
    check: machine => machine.disks().flatMap(({ source, type }): readonly Finding[] => {
      const protocol = valueOf(source, 'protocol')
      if (type !== 'network' || (protocol !== 'iscsi' && protocol !== 'nfs')) return []
      const hosts = childrenOf(source, 'host')
      if (hosts.length === 0) return [atValue(source!, 'protocol', `\`${protocol}\` needs one \`<host>\`: add it to \`<source>\`.`)]
      if (hosts.length > 1) return [atName(hosts[1]!, `\`${protocol}\` takes one \`<host>\`: remove this one.`, { related: [other(hosts[0]!, null, 'the first host')], fixes: () => [dropped(hosts[1]!)] })]
      const [host] = hosts
      if (protocol === 'nfs' && valueOf(host, 'port') !== undefined) return [atValue(host!, 'port', '`nfs` takes no port: remove it.', { fixes: () => [without(host!, 'port')] })]
      return []
    }),
  },
  {
    code: 'libvirt/disk-network-option', level: 'error', driver: 'qemu', words: ['ssl', 'cookies', 'readahead', 'timeout', 'reconnect', 'query', 'tlsHostname'],
    docs: {
      what: 'An option of a network source that its protocol does not have.', why: 'Each of these is a setting of one driver of QEMU.',
      mend: 'Remove it.', by: 'qemuDomainValidateStorageSource',
    },
    check: machine => machine.disks().flatMap(({ source, type }) => source && type !== 'vhostuser' ? networkOptions(source, type === 'network' ? valueOf(source, 'protocol') : undefined) : []),
  },
  {
    code: 'libvirt/disk-protocol-removed', level: 'warning', driver: 'any', words: ['sheepdog'],
    docs: {
      what: 'A disk over a protocol that libvirt no longer supports.', why: 'sheepdog is gone from QEMU.',
      mend: 'Move the image to another storage.', by: 'virDomainDiskDefValidateSourceChainOne', since: '9.1.0',
    },
    check: machine => machine.disks().flatMap(({ source, type }) => type === 'network' && valueOf(source, 'protocol') === 'sheepdog'
      ? [atValue(source!, 'protocol', 'Newer libvirt no longer supports `sheepdog`, and refuses it: move the image to `rbd`, `nbd`, `iscsi` or a file.')] : []),
  },
  {
    code: 'libvirt/disk-pool-volume', level: 'error', driver: 'any', words: ['volume'],
    docs: {
      what: 'The source of a volume names only its pool, or only the volume.', why: 'Both are needed to find it.',
      mend: 'Add the other one.', by: 'virDomainDiskSourcePoolDefParse',
    },
    check: machine => machine.disks().flatMap(({ source, type }) => {
      const [pool, volume] = [valueOf(source, 'pool'), valueOf(source, 'volume')]
      if (type !== 'volume' || !source || (pool === undefined) === (volume === undefined)) return []
      return [atName(source, `A volume needs \`pool\` and \`volume\`: add \`${pool === undefined ? 'pool' : 'volume'}\`.`)]
    }),
  },
]

const sourceAttribute: Readonly<Record<string, string>> = { block: 'dev', dir: 'dir', network: 'protocol' }

const luns = (machine: Machine): readonly Disk[] => machine.disks().filter(({ device, empty }) => device === 'lun' && !empty)

function wrongFormat({ element, driver, format, type, source, readonly }: Disk): readonly Finding[] {
  const to = (value: string) => () => [changeTo(driver!, 'type', value)]
  if (format === 'cow') return [atValue(driver!, 'type', 'QEMU has no format `cow`: write `qcow2`, if that is what it is, or `raw`.', { fixes: () => [changeTo(driver!, 'type', 'qcow2'), changeTo(driver!, 'type', 'raw')] })]
  if (format === 'iso') return [atValue(driver!, 'type', '`iso` is no format of QEMU: an ISO image is `raw`.', { fixes: to('raw') })]
  if (format === 'dir') return [atValue(driver!, 'type', "`dir` is no format of QEMU: a directory is shown with `type='dir'` on the disk and the format `fat`.", { fixes: type === 'dir' ? to('fat') : to('raw') })]
  if (format === 'fat' && type !== 'dir' && type !== 'volume') return [atValue(driver!, 'type', "The format `fat` is for a directory: use it with `type='dir'`, or write `raw`.", { related: [other(element, 'type', 'the type of the disk')], fixes: to('raw') })]
  if (type !== 'dir') return []
  if (format !== 'fat') return [driver && format !== undefined ? atValue(driver, 'type', `A directory is shown in the format \`fat\`, not \`${format}\`.`, { fixes: to('fat') })
    : atValue(element, 'type', "A directory is shown in the format `fat`: add `<driver name='qemu' type='fat'/>`.", { fixes: () => [fix("Add `type='fat'`", setChild(element, 'driver', { type: 'fat' }))] })]
  return readonly ? [] : [atName(source!, 'A directory cannot be written to by the guest: add `<readonly/>`.', { fixes: () => [{ ...fix('Add `<readonly/>`', setChild(element, 'readonly', {})), preferred: true }] })]
}

function wrongEncryption({ element, source, driver, format, type }: Disk): readonly Finding[] {
  const encryption = childOf(source, 'encryption') ?? childOf(element, 'encryption')
  if (!encryption) return []
  const scheme = valueOf(encryption, 'format')
  const engine = valueOf(encryption, 'engine') ?? 'qemu'
  const cipher = childOf(encryption, 'cipher')
  const secrets = childrenOf(encryption, 'secret')
  if (scheme === 'luks' && cipher) return [atName(cipher, 'The cipher of a LUKS image is written in its header: remove `<cipher>`.', { fixes: () => [{ ...fix('Remove `<cipher>`', removeElement(cipher)), preferred: true }] })]
  if (scheme === 'default' || scheme === 'qcow') return [atValue(encryption, 'format', `The old encryption \`${scheme}\` is no longer supported: convert the image to \`luks\`.`)]
  if (engine === 'librbd') return type === 'network' && valueOf(source, 'protocol') !== 'rbd' || type !== 'network'
    ? [atValue(encryption, 'engine', 'The engine `librbd` decrypts RBD images only: write `qemu`.', { fixes: () => [changeTo(encryption, 'engine', 'qemu')] })] : []
  if (engine !== 'qemu') return []
  if (scheme === 'luks2' || scheme === 'luks-any') return [atValue(encryption, 'format', `QEMU itself cannot decrypt \`${scheme}\`: use \`luks\`, or \`engine='librbd'\` on an RBD image.`)]
  if (format !== undefined && format !== 'raw' && format !== 'qcow2') return [atValue(driver!, 'type', `QEMU decrypts \`raw\` and \`qcow2\` images, not \`${format}\`: change the format, or remove \`<encryption>\`.`, { related: [other(encryption, null, 'encrypted here')], fixes: () => [dropped(encryption)] })]
  return secrets.length > 1 ? [atName(secrets[1]!, 'QEMU takes one secret: remove this one.', { related: [other(secrets[0]!, null, 'the first secret')], fixes: () => [dropped(secrets[1]!)] })] : []
}

interface NetworkOption {
  readonly element?: string
  readonly attribute?: string
  readonly protocols: readonly string[]
}

const networkOption: readonly NetworkOption[] = [
  { element: 'ssl', protocols: ['https', 'ftps'] },
  { element: 'cookies', protocols: ['http', 'https'] },
  { element: 'readahead', protocols: ['http', 'https', 'ftp', 'ftps'] },
  { element: 'timeout', protocols: ['http', 'https', 'ftp', 'ftps'] },
  { element: 'reconnect', protocols: ['nbd'] },
  { attribute: 'query', protocols: ['http', 'https'] },
  { attribute: 'tlsHostname', protocols: ['nbd'] },
]

function networkOptions(source: Element, protocol: string | undefined): readonly Finding[] {
  return networkOption.flatMap(({ element, attribute, protocols }): readonly Finding[] => {
    if (protocol !== undefined && protocols.includes(protocol)) return []
    const only = `only ${listed(protocols.map(name => `\`${name}\``), 'and')} ${protocols.length > 1 ? 'have' : 'has'} it`
    const child = element === undefined ? undefined : childOf(source, element)
    if (child) return [atName(child, `\`<${child.name}>\` has no meaning for ${protocol === undefined ? 'this source' : `\`${protocol}\``}: ${only}. Remove it.`, { fixes: () => [dropped(child)] })]
    if (attribute === undefined || valueOf(source, attribute) === undefined) return []
    return [atValue(source, attribute, `\`${attribute}\` has no meaning for ${protocol === undefined ? 'this source' : `\`${protocol}\``}: ${only}. Remove it.`, { fixes: () => [without(source, attribute)] })]
  })
}
