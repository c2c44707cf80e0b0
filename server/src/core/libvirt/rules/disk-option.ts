// Options of a disk that its device kind or its other options rule out.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { changeTo, dropped, fix, preferred, removeElement, setValue, without } from './edits'
import type { Disk, Machine } from './machine'
import { atAttribute, atName, atText, atValue, other, repeated, type Finding, type Rule } from './rule'

export const diskOption: readonly Rule[] = [
  {
    code: 'libvirt/disk-lun-only-option', level: 'error', driver: 'any', words: ['rawio', 'sgio', 'reservations'],
    docs: {
      what: '`rawio`, `sgio` or `<reservations>` on a disk that is no lun.', why: 'They are about SCSI commands, which only a lun passes on.',
      mend: "Remove it, or write `device='lun'`.", by: 'virDomainDiskDefValidate',
    },
    check: machine => machine.disks().filter(({ device }) => device !== 'lun').flatMap(({ element, source }): readonly Finding[] => {
      const reservations = childOf(source, 'reservations')
      return [
        ...['rawio', 'sgio'].filter(name => attributeOf(element, name)).map(name => atAttribute(element, name, `\`${name}\` is for \`device='lun'\`: remove it.`, { fixes: () => [without(element, name)] })),
        ...reservations ? [atName(reservations, "`<reservations>` are for `device='lun'`: remove them.", { fixes: () => [dropped(reservations)] })] : [],
      ]
    }),
  },
  {
    code: 'libvirt/disk-sgio-unfiltered', level: 'error', driver: 'any', words: ['unfiltered'],
    docs: {
      what: "`sgio='unfiltered'`.", why: 'The kernel interface behind it was never merged, and libvirt took it out.',
      mend: "Remove it, or write `filtered`.", by: 'virDomainDiskDefValidate, virDomainHostdevDefValidate', since: '9.1.0',
    },
    check: machine => [...machine.of('disk'), ...machine.of('hostdev')].filter(element => valueOf(element, 'sgio') === 'unfiltered').map(element =>
      atValue(element, 'sgio', '`unfiltered` is no longer supported: remove `sgio`, or write `filtered`.', { fixes: () => [{ ...without(element, 'sgio'), preferred: true }] })),
  },
  {
    code: 'libvirt/disk-io-native-cache', level: 'error', driver: 'qemu', words: ['native'],
    docs: {
      what: "`io='native'` with a cache of the host.", why: 'Linux AIO bypasses the page cache, so that QEMU refuses it with one.',
      mend: "Add `cache='none'` or `cache='directsync'`.", by: 'qemuValidateDomainDeviceDefDiskFrontend',
    },
    check: machine => machine.disks().flatMap(({ driver }) => {
      const cache = valueOf(driver, 'cache')
      if (valueOf(driver, 'io') !== 'native' || cache === 'none' || cache === 'directsync') return []
      return [atValue(driver!, 'io', `\`io='native'\` needs ${cache === undefined ? '' : `another cache than \`${cache}\`: `}\`cache='none'\` or \`cache='directsync'\`.`, {
        related: cache === undefined ? [] : [other(driver!, 'cache', 'the cache')], fixes: () => [{ ...changeTo(driver!, 'cache', 'none'), preferred: true }, changeTo(driver!, 'io', 'threads')],
      })]
    }),
  },
  {
    code: 'libvirt/disk-copy-on-read', level: 'error', driver: 'qemu', words: ['copy_on_read'],
    docs: {
      what: '`copy_on_read` on a disk that is not written to.', why: 'What is read is copied into the image, which must be writable and of the format.',
      mend: 'Remove it.', by: 'qemuValidateDomainDeviceDefDiskFrontend',
    },
    check: machine => machine.disks().flatMap(({ driver, readonly, device }) => {
      if (valueOf(driver, 'copy_on_read') !== 'on' || !(readonly || device === 'floppy' || device === 'lun')) return []
      return [atAttribute(driver!, 'copy_on_read', `\`copy_on_read\` writes into the image, which a ${device !== 'disk' ? device : 'read-only disk'} does not allow: remove it.`, { fixes: () => [{ ...without(driver!, 'copy_on_read'), preferred: true }] })]
    }),
  },
  {
    code: 'libvirt/disk-vendor-product', level: 'error', driver: 'qemu', words: ['vendor', 'product'],
    docs: {
      what: '`<vendor>` or `<product>` where the bus has none, or too long.', why: 'They are fields of the answer to a SCSI INQUIRY: 8 and 16 characters.',
      mend: 'Shorten it, or remove it.', by: 'virDomainDiskDefValidate, qemuValidateDomainDeviceDefDiskFrontend',
    },
    check: machine => machine.disks().flatMap(vendorAndProduct),
  },
  {
    code: 'libvirt/disk-wwn-bus', level: 'error', driver: 'qemu', words: ['wwn'],
    docs: {
      what: '`<wwn>` on a disk that cannot show it.', why: 'Only ide and scsi disks have a world wide name, and a lun has its own.',
      mend: 'Remove it, or put the disk on scsi.', by: 'qemuValidateDomainDeviceDefDiskFrontend',
    },
    check: machine => machine.disks().flatMap(({ element, bus, device }) => {
      const wwn = childOf(element, 'wwn')
      if (!wwn || ((bus === 'ide' || bus === 'scsi') && device !== 'lun')) return []
      return [atName(wwn, device === 'lun' ? 'A lun has its own world wide name: remove `<wwn>`.' : `A disk on \`${bus}\` has no world wide name: remove \`<wwn>\`, or put it on \`scsi\`.`, { fixes: () => [dropped(wwn)] })]
    }),
  },
  {
    code: 'libvirt/disk-removable-tray-startup', level: 'error', driver: 'any', words: ['removable', 'tray', 'startupPolicy'],
    docs: {
      what: '`removable`, `tray` or `startupPolicy` on a disk that has none.', why: 'A tray is a thing of cdroms and floppies, removable of USB and SCSI disks, and a start-up policy looks for a local file.',
      mend: 'Remove it.', by: 'virDomainDiskDefValidate, virDomainDiskDefValidateStartupPolicy',
    },
    check: machine => machine.disks().flatMap(({ target, source, bus, device, type }): readonly Finding[] => {
      const policy = valueOf(source, 'startupPolicy')
      const drive = device === 'cdrom' || device === 'floppy'
      return [
        ...target && attributeOf(target, 'removable') && bus !== 'usb' && !(bus === 'scsi' && device === 'disk') ? [atAttribute(target, 'removable', `\`removable\` is for disks on \`usb\` or \`scsi\`, and this one is on \`${bus}\`: remove it.`, { fixes: () => [without(target, 'removable')] })] : [],
        ...target && valueOf(target, 'tray') === 'open' && !drive ? [atAttribute(target, 'tray', 'Only a cdrom or a floppy has a tray: remove it.', { fixes: () => [without(target, 'tray')] })] : [],
        ...policy === 'requisite' && !drive ? [atValue(source!, 'startupPolicy', '`requisite` is for a cdrom or a floppy: write `optional` or `mandatory`.', { fixes: () => [changeTo(source!, 'startupPolicy', 'optional'), without(source!, 'startupPolicy')] })]
          : policy !== undefined && type === 'network' ? [atAttribute(source!, 'startupPolicy', 'A start-up policy is for local storage: remove it from a network disk.', { fixes: () => [without(source!, 'startupPolicy')] })] : [],
      ]
    }),
  },
  {
    code: 'libvirt/disk-transient', level: 'error', driver: 'qemu', words: ['transient'],
    docs: {
      what: '`<transient/>` on a disk that cannot be.', why: 'Changes go to an overlay file, which needs a writable disk with a file below it.',
      mend: 'Remove it.', by: 'qemuValidateDomainDeviceDefDiskTransient',
    },
    check: machine => machine.disks().flatMap(({ element, empty, readonly, type, device }) => {
      const transient = childOf(element, 'transient')
      if (!transient) return []
      const why = device !== 'disk' ? `a ${device}` : empty ? 'an empty disk' : readonly ? 'a read-only disk' : type !== 'file' && type !== 'volume' ? `a disk of type \`${type}\`` : null
      return why === null ? [] : [atName(transient, `\`<transient/>\` is for a writable disk in a file, and this is ${why}: remove it.`, { fixes: () => [dropped(transient)] })]
    }),
  },
  {
    code: 'libvirt/disk-iotune-total', level: 'error', driver: 'any', words: ['iotune', 'throttlegroup'],
    docs: {
      what: 'A total limit together with the one for reading or writing.', why: 'QEMU keeps either one bucket for both, or one for each.',
      mend: 'Keep the total, or the two others.', by: 'virDomainDiskIoTuneValidate',
    },
    check: machine => [...machine.disks().map(({ element }) => childOf(element, 'iotune')), ...childrenOf(machine.top('throttlegroups'), 'throttlegroup')].flatMap(limits => limits ? totals(limits) : []),
  },
  {
    code: 'libvirt/disk-iotune-group', level: 'error', driver: 'qemu', words: ['iotune'],
    docs: {
      what: 'Disks of one throttling group have different limits, or none has any.', why: 'The group has one set of limits for all of its disks.',
      mend: 'Give every disk of the group the same limits.', by: 'qemuValidateDomainDeviceDefDiskBlkdeviotune',
    },
    check: groups,
  },
  {
    code: 'libvirt/throttle-filter', level: 'error', driver: 'any', words: ['throttlefilters'],
    docs: {
      what: 'A throttle filter names no group, names one twice, or stands where it cannot.', why: 'Filters refer to the `<throttlegroups>` of the domain, and take the place of `<iotune>`.',
      mend: 'Define the group, or remove the filter.', by: 'virDomainDiskDefValidate, virDomainDiskDefThrottleFiltersParse', since: '11.2.0',
    },
    check: machine => machine.disks().flatMap(disk => filters(machine, disk)),
  },
  {
    code: 'libvirt/throttle-group-duplicate', level: 'error', driver: 'any',
    docs: { what: 'Two throttle groups have one name.', why: 'Filters find their group by its name.', mend: 'Rename one.', by: 'virDomainDefThrottleGroupsParse', since: '11.2.0' },
    check: machine => repeated(childrenOf(machine.top('throttlegroups'), 'throttlegroup'), group => textOf(childOf(group, 'group_name'))).map(({ item, first, key }) =>
      atText(childOf(item, 'group_name')!, `Another throttle group is named \`${key}\`: rename one.`, { related: [other(childOf(first, 'group_name')!, null, 'the other one')] })),
  },
  {
    code: 'libvirt/disk-vhostuser-option', level: 'error', driver: 'any', words: ['vhostuser'],
    docs: {
      what: "An option that a disk with `type='vhostuser'` cannot have.", why: 'Another process serves the disk: QEMU neither caches nor throttles nor names it.',
      mend: 'Remove it.', by: 'virDomainDiskVhostUserValidate',
    },
    check: machine => machine.disks().filter(({ type }) => type === 'vhostuser').flatMap(vhostUser),
  },
  {
    code: 'libvirt/disk-geometry', level: 'error', driver: 'qemu', words: ['geometry', 'serial', 'rotation_rate'],
    docs: {
      what: '`<geometry>`, `<serial>` or `rotation_rate` on a bus that has none.', why: 'Cylinders and translation are of ide and virtio disks; usb and sd have none, sd has no serial number, and only scsi, ide and sata disks turn.',
      mend: 'Remove it.', by: 'qemuValidateDomainDeviceDefDiskFrontend',
    },
    check: machine => machine.disks().flatMap(({ element, target, bus, device }): readonly Finding[] => {
      const geometry = childOf(element, 'geometry')
      const serial = childOf(element, 'serial')
      const complete = geometry && ['cyls', 'heads', 'secs'].every(name => Number(valueOf(geometry, name)) > 0)
      return [
        ...complete && (bus === 'usb' || bus === 'sd') ? [atName(geometry, `A disk on \`${bus}\` has no geometry: remove it.`, { fixes: () => [dropped(geometry)] })]
          : complete && attributeOf(geometry, 'trans') && bus !== 'ide' ? [atAttribute(geometry, 'trans', `\`trans\` is for disks on \`ide\`, and this one is on \`${bus}\`: remove it.`, { fixes: () => [without(geometry, 'trans')] })] : [],
        ...serial && (bus === 'sd' || (bus === 'scsi' && device === 'lun')) ? [atName(serial, `${bus === 'sd' ? 'A disk on `sd`' : 'A SCSI lun'} has no serial number of ours: remove it.`, { fixes: () => [dropped(serial)] })]
          : serial && /[^A-Za-z0-9_ .+-]/.test(textOf(serial) ?? '') ? [atText(serial, 'A serial number has letters, digits, blanks and `_ . + -` only: remove the others.')] : [],
        ...target && attributeOf(target, 'rotation_rate') && (!['scsi', 'ide', 'sata'].includes(bus) || device !== 'disk')
          ? [atAttribute(target, 'rotation_rate', `\`rotation_rate\` is for hard disks on \`scsi\`, \`ide\` or \`sata\`: remove it from this ${device} on \`${bus}\`.`, { fixes: () => [without(target, 'rotation_rate')] })] : [],
      ]
    }),
  },
  {
    code: 'libvirt/disk-driver-name', level: 'error', driver: 'qemu',
    docs: { what: 'The driver of a disk is not `qemu`.', why: '`tap`, `phy`, `file` and others are drivers of Xen.', mend: "Write `name='qemu'`.", by: 'qemuValidateDomainDeviceDefDisk' },
    check: machine => machine.disks().flatMap(({ driver }) => {
      const name = valueOf(driver, 'name')
      return name === undefined || name === 'qemu' ? [] : [atValue(driver!, 'name', `A ${machine.type} domain knows the driver \`qemu\` only, not \`${name}\`.`, { fixes: () => [preferred('Change `name` to `qemu`', setValue(driver!, 'name', 'qemu'))] })]
    }),
  },
  {
    code: 'libvirt/disk-error-policy', level: 'error', driver: 'any', words: ['rerror_policy'],
    docs: { what: "`rerror_policy='enospace'`.", why: 'Reading never runs out of space.', mend: 'Write `stop`, `report` or `ignore`.', by: 'virDomainDiskDefDriverParseXML' },
    check: machine => machine.disks().flatMap(({ driver }) => valueOf(driver, 'rerror_policy') === 'enospace'
      ? [atValue(driver!, 'rerror_policy', '`enospace` is a policy for writing only: write `stop`, `report` or `ignore`.', { fixes: () => [changeTo(driver!, 'rerror_policy', 'stop')] })] : []),
  },
]

function vendorAndProduct({ element, bus, device }: Disk): readonly Finding[] {
  return (['vendor', 'product'] as const).flatMap((name): readonly Finding[] => {
    const child = childOf(element, name)
    if (!child) return []
    const fixes = () => [dropped(child)]
    if (device === 'lun') return [atName(child, `A lun answers for itself: remove \`<${name}>\`.`, { fixes })]
    const buses = name === 'vendor' ? ['scsi'] : ['scsi', 'ide', 'sata']
    if (!buses.includes(bus)) return [atName(child, `A disk on \`${bus}\` has no \`<${name}>\`: remove it, or put the disk on \`scsi\`.`, { fixes })]
    const most = name === 'vendor' ? 8 : bus === 'scsi' ? 16 : 40
    const text = textOf(child) ?? ''
    return text.length > most ? [atText(child, `\`<${name}>\` has ${text.length} characters, and ${most} is the most: shorten it.`, { fixes })] : []
  })
}

const kinds: readonly string[] = ['bytes_sec', 'iops_sec', 'bytes_sec_max', 'iops_sec_max']

function totals(limits: Element): readonly Finding[] {
  const set = (name: string): Element | undefined => {
    const child = childOf(limits, name)
    return child && Number(textOf(child)) > 0 ? child : undefined
  }
  return kinds.flatMap(kind => {
    const total = set(`total_${kind}`)
    const parts = [set(`read_${kind}`), set(`write_${kind}`)].filter(part => part !== undefined)
    if (!total || !parts.length) return []
    return [atName(total, `\`<total_${kind}>\` limits reading and writing together and cannot stand beside \`<${parts[0]!.name}>\`: remove one of them.`, {
      related: parts.map(part => other(part, null, 'the limit beside it')),
      fixes: () => [dropped(total), fix(`Remove ${parts.map(({ name }) => `\`<${name}>\``).join(' and ')}`, ...parts.map(removeElement))],
    })]
  })
}

const limitsOf = (iotune: Element): string => iotune.children.filter(child => child.kind === 'element' && child.name !== 'group_name').map(child => child.kind === 'element' ? `${child.name}=${textOf(child)}` : '').filter(text => !/=(?:0|undefined)?$/.test(text)).sort().join(' ')

function groups(machine: Machine): readonly Finding[] {
  const members = machine.disks().flatMap(({ element }) => {
    const iotune = childOf(element, 'iotune')
    const name = childOf(iotune, 'group_name')
    return iotune && name && textOf(name) !== undefined ? [{ iotune, name, group: textOf(name)!, limits: limitsOf(iotune) }] : []
  })
  return members.flatMap((member): readonly Finding[] => {
    const leader = members.find(({ group, limits }) => group === member.group && limits !== '')
    if (!leader) return [atText(member.name, `The group \`${member.group}\` has no limits: add them to \`<iotune>\`.`)]
    if (leader === member || member.limits === '' || member.limits === leader.limits) return []
    return [atText(member.name, `The disks of the group \`${member.group}\` have different limits: give all of them the same, or another group.`, { related: [other(leader.name, null, 'the other limits')] })]
  })
}

function filters(machine: Machine, { element, device }: Disk): readonly Finding[] {
  const all = childrenOf(childOf(element, 'throttlefilters'), 'throttlefilter')
  const [firstOne] = all
  if (!firstOne) return []
  const defined = new Set(childrenOf(machine.top('throttlegroups'), 'throttlegroup').map(group => textOf(childOf(group, 'group_name'))))
  const iotune = childOf(element, 'iotune')
  const parent = childOf(element, 'throttlefilters')!
  return [
    ...device === 'cdrom' ? [atName(parent, 'A cdrom takes no throttle filters: remove them.', { fixes: () => [dropped(parent)] })] : [],
    ...iotune ? [atName(parent, '`<throttlefilters>` cannot stand beside `<iotune>`: keep one of them.', { related: [other(iotune, null, 'the other limits')], fixes: () => [dropped(iotune), dropped(parent)] })] : [],
    ...all.flatMap(filter => {
      const name = valueOf(filter, 'group')
      return name === undefined || defined.has(name) ? [] : [atValue(filter, 'group', `There is no throttle group \`${name}\`: define it in \`<throttlegroups>\`${defined.size ? `, or name one of ${[...defined].map(one => `\`${one}\``).join(', ')}` : ''}.`)]
    }),
    ...repeated(all, filter => valueOf(filter, 'group')).map(({ item, first, key }) => atValue(item, 'group', `The disk has the filter \`${key}\` already: remove this one.`, { related: [other(first, 'group', 'the first one')], fixes: () => [dropped(item)] })),
  ]
}

const vhostUserDriver: readonly string[] = ['cache', 'error_policy', 'rerror_policy', 'io', 'ioeventfd', 'copy_on_read', 'discard', 'iothread', 'detect_zeroes']
const vhostUserChildren: readonly string[] = ['iotune', 'encryption', 'readonly', 'shareable', 'transient', 'serial', 'wwn', 'vendor', 'product', 'auth', 'geometry', 'blockio']

function vhostUser({ element, driver, target, bus }: Disk): readonly Finding[] {
  const snapshot = valueOf(element, 'snapshot')
  const attributes = driver ? vhostUserDriver.filter(name => attributeOf(driver, name)) : []
  const children = vhostUserChildren.flatMap(name => childOf(element, name) ?? [])
  return [
    ...bus !== 'virtio' && target ? [atValue(target, 'bus', `A vhostuser disk is on the \`virtio\` bus, not on \`${bus}\`.`, { fixes: () => [changeTo(target, 'bus', 'virtio')] })] : [],
    ...snapshot !== undefined && snapshot !== 'no' ? [atValue(element, 'snapshot', 'A vhostuser disk takes no snapshots: write `no`.', { fixes: () => [{ ...changeTo(element, 'snapshot', 'no'), preferred: true }] })] : [],
    ...attributes.map(name => atAttribute(driver!, name, `A vhostuser disk has no \`${name}\`: remove it.`, { fixes: () => [without(driver!, name)] })),
    ...children.map(child => atName(child, `A vhostuser disk has no \`<${child.name}>\`: remove it.`, { fixes: () => [dropped(child)] })),
  ]
}
