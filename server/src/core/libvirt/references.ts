// Which place of a document defines an id and which places use it. Data alone; ids.ts reads documents by it.
// Facts from libvirt's format pages (formatdomain, formatnetwork, formatstorage, formatsecret, formatnwfilter, formatsnapshot).

/** One kind of id. Ids of one kind and one scope are the same when their values are. */
export interface Reference {
  /** As a person calls it. */
  readonly kind: string
  /** Known beyond its document: other files define it or use it. */
  readonly across?: true
  /** Numbers are compared by what they mean, and are written as they were: `0x02` is `2`. */
  readonly number?: true
  readonly defines: readonly Place[]
  readonly uses: readonly Place[]
}

/**
 * A place is a path from the root and an attribute (`domain/devices/disk/target@dev`), or the text of an element; `*` is any device.
 * A domain inside a snapshot is a domain.
 */
export type Place = string | {
  readonly at: string
  /** `type=pci`: only where the element's attribute says so. */
  readonly where?: string
  /** What keeps equal values apart: a word, `@type` of the element itself, `../target@bus` of one beside it, `disk` for the bus of a disk. */
  readonly scope?: string
  /** How the text is read: as one id, as a list (`1-3,^2,5`), as how many there are from the first number on, as `$NAMES` within. */
  readonly as?: 'list' | 'count from 0' | 'count from 1' | 'variables'
}

const address = (type: string, attribute: string, scope: string): Place => ({ at: `domain/devices/*/address@${attribute}`, where: `type=${type}`, scope })

/** Every attribute of a filter's rules may hold a variable, so the path ends with `*`. */
const rule = (at: string): Place => ({ at, as: 'variables' })

export const references: readonly Reference[] = [
  {
    kind: 'iothread', number: true,
    defines: ['domain/iothreadids/iothread@id', { at: 'domain/iothreads', as: 'count from 1' }],
    uses: [
      'domain/devices/disk/driver@iothread', 'domain/devices/disk/driver/iothreads/iothread@id', 'domain/devices/controller/driver@iothread',
      'domain/devices/controller/driver/iothreads/iothread@id', { at: 'domain/cputune/iothreadpin@iothread', as: 'list' }, { at: 'domain/cputune/iothreadsched@iothreads', as: 'list' },
    ],
  },
  {
    kind: 'vCPU', number: true,
    defines: ['domain/vcpus/vcpu@id', { at: 'domain/vcpu', as: 'count from 0' }],
    uses: [
      { at: 'domain/cputune/vcpupin@vcpu', as: 'list' }, { at: 'domain/cputune/vcpusched@vcpus', as: 'list' }, { at: 'domain/cputune/cachetune@vcpus', as: 'list' },
      { at: 'domain/cputune/cachetune/monitor@vcpus', as: 'list' }, { at: 'domain/cputune/memorytune@vcpus', as: 'list' },
      { at: 'domain/cputune/memorytune/monitor@vcpus', as: 'list' }, { at: 'domain/cpu/numa/cell@cpus', as: 'list' },
    ],
  },
  {
    kind: 'NUMA cell', number: true,
    defines: ['domain/cpu/numa/cell@id'],
    uses: [
      'domain/devices/memory/target/node', 'domain/devices/controller/target/node', 'domain/numatune/memnode@cellid', 'domain/cpu/numa/cell/distances/sibling@id',
      'domain/cpu/numa/interconnects/latency@initiator', 'domain/cpu/numa/interconnects/latency@target', 'domain/cpu/numa/interconnects/bandwidth@initiator',
      'domain/cpu/numa/interconnects/bandwidth@target', { at: 'domain/memoryBacking/hugepages/page@nodeset', as: 'list' },
      { at: 'domain/devices/hostdev/acpi@nodeset', as: 'list' },
    ],
  },
  {
    kind: 'controller', number: true,
    defines: [{ at: 'domain/devices/controller@index', scope: '@type' }],
    uses: [
      address('pci', 'bus', 'pci'), address('usb', 'bus', 'usb'), address('virtio-serial', 'controller', 'virtio-serial'), address('ccid', 'controller', 'ccid'),
      { at: 'domain/devices/disk/address@controller', where: 'type=drive', scope: 'disk' }, { at: 'domain/devices/hostdev/address@controller', where: 'type=drive', scope: 'scsi' },
      { at: 'domain/devices/iommu/driver@pciBus', scope: 'pci' },
    ],
  },
  { kind: 'alias', defines: ['domain/devices/*/alias@name'], uses: ['domain/devices/interface/teaming@persistent', 'domain/override/device@alias'] },
  { kind: 'audio', number: true, defines: ['domain/devices/audio@id'], uses: ['domain/devices/sound/audio@id', 'domain/devices/graphics/audio@id'] },
  { kind: 'throttle group', defines: ['domain/throttlegroups/throttlegroup/group_name'], uses: ['domain/devices/disk/throttlefilters/throttlefilter@group'] },
  { kind: 'iotune group', defines: [], uses: ['domain/devices/disk/iotune/group_name'] },
  {
    kind: 'disk', defines: ['domain/devices/disk/target@dev'],
    uses: ['domainsnapshot/disks/disk@name', 'domaincheckpoint/disks/disk@name'],
  },
  { kind: 'variable', defines: [], uses: ['filter/filterref/parameter@name', rule('filter/rule/*@*')] },

  // Known beyond the document.
  {
    kind: 'network', across: true, defines: ['network/name'],
    uses: [{ at: 'domain/devices/interface/source@network', where: '../@type=network' }, 'domain/devices/graphics/listen@network'],
  },
  {
    kind: 'portgroup', across: true, defines: [{ at: 'network/portgroup@name', scope: '../name' }],
    uses: [{ at: 'domain/devices/interface/source@portgroup', scope: '@network' }],
  },
  { kind: 'pool', across: true, defines: ['pool/name'], uses: ['domain/devices/disk/source@pool', 'domain/devices/disk/backingStore/source@pool', 'domain/devices/hostdev/source@pool'] },
  { kind: 'pool folder', across: true, defines: ['pool/target/path'], uses: [] },
  { kind: 'volume', across: true, defines: ['volume/name'], uses: ['domain/devices/disk/source@volume', 'domain/devices/disk/backingStore/source@volume'] },
  {
    kind: 'filter', across: true, defines: ['filter@name'],
    uses: ['domain/devices/interface/filterref@filter', 'filter/filterref@filter', 'filterbinding/filterref@filter'],
  },
  {
    kind: 'secret', across: true, defines: ['secret/uuid'],
    uses: [
      'domain/devices/disk/auth/secret@uuid', 'domain/devices/disk/source/auth/secret@uuid', 'domain/devices/disk/encryption/secret@uuid', 'domain/devices/disk/source/encryption/secret@uuid',
      'domain/devices/hostdev/source/auth/secret@uuid', 'domain/devices/tpm/backend/encryption@secret', 'pool/source/auth/secret@uuid', 'volume/target/encryption/secret@uuid',
    ],
  },
  {
    kind: 'secret by usage', across: true,
    defines: ['secret/usage/name', 'secret/usage/volume', 'secret/usage/target'],
    uses: ['domain/devices/disk/auth/secret@usage', 'domain/devices/disk/source/auth/secret@usage', 'domain/devices/disk/encryption/secret@usage',
      'domain/devices/disk/source/encryption/secret@usage', 'domain/devices/hostdev/source/auth/secret@usage', 'pool/source/auth/secret@usage'],
  },
  { kind: 'snapshot', across: true, defines: ['domainsnapshot/name'], uses: ['domainsnapshot/parent/name'] },
  { kind: 'checkpoint', across: true, defines: ['domaincheckpoint/name'], uses: ['domaincheckpoint/parent/name', 'domainbackup/incremental'] },
  { kind: 'domain', across: true, defines: ['domain/uuid'], uses: ['filterbinding/owner/uuid', 'networkport/owner/uuid'] },
  { kind: 'node device', across: true, defines: ['device/name'], uses: ['device/parent'] },
  {
    kind: 'image', across: true, defines: ['volume/target/path'],
    uses: ['domain/devices/disk/source@file', 'domain/devices/disk/backingStore/source@file', 'domain/devices/disk/mirror/source@file', 'volume/backingStore/path',
      'domain/os/kernel', 'domain/os/initrd', 'domain/os/loader'],
  },
]
