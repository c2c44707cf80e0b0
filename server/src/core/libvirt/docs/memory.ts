// Prose: guest memory, how the host backs it, NUMA and block I/O tuning.
import { under } from './entry'

const unit = 'KiB, or as `unit` says'

export const memory = under('domain', 'formatdomain.html#memory-allocation', {
  'memory': { text: 'The memory that the guest has at boot.', unit, trap: 'With NUMA cells this is their sum, and libvirt corrects it. Without `unit` the number is KiB: `4` would be four kibibytes.' },
  'memory@unit': {
    text: 'The unit of the number.', default: '`KiB`', since: '0.9.11',
    values: units(),
    trap: '`KB`, `MB` and `GB` are powers of 1000; `K`, `M`, `G` and the -iB forms are powers of 1024.',
  },
  'memory@dumpCore': { text: 'Whether guest memory is part of the core dump when QEMU crashes.', since: '0.10.2 (QEMU)' },
  'currentMemory': { text: 'How much of `<memory>` the guest starts with; the balloon holds back the rest.', unit, default: 'all of `<memory>`', trap: 'A number above `<memory>` is lowered without a word. A guest without balloon driver keeps everything.' },
  'currentMemory@unit': { text: 'The unit of the number.', default: '`KiB`', values: units() },
  'maxMemory': { text: 'How far the memory may grow by plugging in more while the guest runs.', unit, since: '1.2.14 (QEMU)', trap: 'Needs `slots`, and on x86 at least one NUMA cell in `<cpu>`.' },
  'maxMemory@slots': 'How many memory modules can be plugged in.',
  'maxMemory@unit': { text: 'The unit of the number.', default: '`KiB`', values: units() },
  'memoryBacking': { text: 'How the host provides the guest\'s memory.', at: 'memory-backing' },
  'memoryBacking/hugepages': { text: 'Takes the memory from huge pages.', at: 'memory-backing', trap: 'The host must have reserved enough pages of that size, or the machine does not start.' },
  'memoryBacking/hugepages/page': { text: 'The page size, for all or some NUMA cells.', since: '1.2.5', at: 'memory-backing', trap: 'Only one without `nodeset`.' },
  'memoryBacking/hugepages/page@size': { text: 'The size of one page.', unit, at: 'memory-backing' },
  'memoryBacking/hugepages/page@unit': { text: 'The unit of `size`.', default: '`KiB`', at: 'memory-backing' },
  'memoryBacking/hugepages/page@nodeset': { text: 'The guest NUMA cells that use this size.', at: 'memory-backing' },
  'memoryBacking/nosharepages': { text: 'Keeps the host from merging equal pages (KSM).', since: '1.0.6', at: 'memory-backing' },
  'memoryBacking/locked': { text: 'Keeps the memory from being swapped out.', since: '1.0.6', at: 'memory-backing', trap: 'Lifts the limit on locked memory for QEMU as well: set a `<hard_limit>` in `<memtune>` beside it.' },
  'memoryBacking/source': { text: 'The kind of memory behind the guest.', at: 'memory-backing' },
  'memoryBacking/source@type': { text: 'Where the pages come from.', at: 'memory-backing', default: '`anonymous`', values: { memfd: 'memory file descriptors, which can be shared: the usual choice for virtiofs (since 4.10.0)', file: 'a file on the host', anonymous: 'ordinary process memory, which cannot be shared' } },
  'memoryBacking/access': { text: 'Whether other processes can map the guest\'s memory.', at: 'memory-backing' },
  'memoryBacking/access@mode': { text: 'Shared or not, for all NUMA cells that do not say otherwise.', at: 'memory-backing', values: { shared: 'other processes may map it: needed by virtiofs, vhost-user and vhost-vdpa', private: 'only QEMU sees it' } },
  'memoryBacking/allocation': { text: 'When the host hands out the pages.', at: 'memory-backing' },
  'memoryBacking/allocation@mode': { text: 'The moment.', at: 'memory-backing', values: { immediate: 'all at start', ondemand: 'when first touched' } },
  'memoryBacking/allocation@threads': { text: 'How many threads do the allocating at start.', since: '8.2.0', at: 'memory-backing' },
  'memoryBacking/discard': { text: 'Throws the memory away at shutdown instead of writing it back to its file.', since: '4.4.0 (QEMU)', at: 'memory-backing' },
  'memtune': { text: 'Limits on the memory of QEMU as a whole, guest and all.', at: 'memory-tuning' },
  'memtune/hard_limit': { text: 'The most memory the process may use.', unit, at: 'memory-tuning', trap: 'QEMU needs more than the guest\'s memory, and how much more is hard to say: set too low, the kernel kills the machine.' },
  'memtune/soft_limit': { text: 'The limit that the host enforces when memory is short.', unit, at: 'memory-tuning' },
  'memtune/swap_hard_limit': { text: 'The most memory and swap together.', unit, at: 'memory-tuning', trap: 'Must be above `<hard_limit>`.' },
  'numatune': { text: 'Which NUMA nodes of the host the memory comes from.', since: '0.9.3 (QEMU)', at: 'numa-node-tuning' },
  'numatune/memory': { text: 'The policy for the machine as a whole.', at: 'numa-node-tuning' },
  'numatune/memory@mode': { text: 'How binding the node set is.', default: '`strict`', at: 'numa-node-tuning', values: modes() },
  'numatune/memory@nodeset': { text: 'The nodes of the host: `0-1,^3`.', at: 'numa-node-tuning' },
  'numatune/memory@placement': { text: 'Who chooses the nodes.', since: '0.9.12', at: 'numa-node-tuning', values: { static: 'the `nodeset`', auto: 'numad' } },
  'numatune/memnode': { text: 'The policy for one guest NUMA cell.', since: '1.2.7 (QEMU)', at: 'numa-node-tuning', trap: 'Needs cells in `<cpu><numa>` and does not go with `placement=\'auto\'`.' },
  'numatune/memnode@cellid': { text: 'The guest cell.', at: 'numa-node-tuning' },
  'numatune/memnode@mode': { text: 'How binding the node set is.', at: 'numa-node-tuning', values: modes(), trap: '`restrictive` must be chosen here and in `<memory>` alike.' },
  'numatune/memnode@nodeset': { text: 'The nodes of the host for this cell.', at: 'numa-node-tuning' },
  'blkiotune': { text: 'Block I/O weights and limits for the whole machine.', since: '0.8.8', at: 'block-i-o-tuning' },
  'blkiotune/weight': { text: 'The share of I/O against other machines.', range: '10 to 1000', at: 'block-i-o-tuning' },
  'blkiotune/device': { text: 'Weight and limits on one block device of the host.', since: '0.9.8', at: 'block-i-o-tuning' },
  'blkiotune/device/path': { text: 'The absolute path of the host device.', at: 'block-i-o-tuning', trap: 'Each device only once.' },
})

function units(): Readonly<Record<string, string>> {
  return {
    b: 'bytes', bytes: 'bytes', KB: '1000 bytes', k: '1024 bytes', KiB: '1024 bytes', MB: '1000² bytes', M: '1024² bytes', MiB: '1024² bytes',
    GB: '1000³ bytes', G: '1024³ bytes', GiB: '1024³ bytes', TB: '1000⁴ bytes', T: '1024⁴ bytes', TiB: '1024⁴ bytes',
  }
}

function modes(): Readonly<Record<string, string>> {
  return {
    strict: 'only from these nodes, or fail', preferred: 'from these nodes if possible', interleave: 'in turns over these nodes',
    restrictive: 'the system\'s policy, kept within these nodes by cgroups',
  }
}
