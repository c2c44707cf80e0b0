// The name of a disk in the guest: the next that is free on its bus, be it between others.
import { boardsWithIde, diskNameAt, readDiskName } from '../defaults'
import { valueOf } from '../read'
import { freeName } from '../rules/disk-target'
import type { Machine } from '../rules/machine'
import { deviceAround, type Asked, type Knower, type Known } from './knower'

export const diskTarget: readonly Knower[] = [{ at: ['domain/devices/disk/target@dev'], know: names }]

function names({ element, machine }: Asked): readonly Known[] {
  const device = deviceAround(element)
  const written = valueOf(element, 'bus')
  const disk = machine?.disks().find(({ element }) => element === device)
  const buses = written !== undefined ? [written] : usualBuses((device && valueOf(device, 'device')) ?? 'disk', machine)
  return buses.flatMap((bus): readonly Known[] => {
    if (!machine || !disk) return [{ value: diskNameAt(prefixes[bus] ?? 'sd', 0), detail: `the first on ${bus}` }]
    // What is typed there now is no reason to keep its letters.
    const free = freeName(machine, disk, bus, null)
    const last = behindAll(machine, free, disk.name)
    return [{ value: free, detail: `next free on ${bus}` }, ...last === free ? [] : [{ value: last, detail: `behind all others on ${bus}` }]]
  })
}

const prefixes: Readonly<Record<string, string>> = { ide: 'hd', fdc: 'fd', virtio: 'vd', xen: 'xvd', uml: 'ubd' }

/** Of the same letters, the one behind the highest. */
function behindAll(machine: Machine, free: string, own: string | undefined): string {
  const { prefix, index } = readDiskName(free)!
  const others = machine.disks().flatMap(({ name }) => name === undefined || name === own ? [] : readDiskName(name) ?? []).filter(one => one.prefix === prefix)
  return diskNameAt(prefix, Math.max(index, ...others.map(one => one.index + 1)))
}

/** Where no bus is written, the name decides it: what the machine has. */
function usualBuses(device: string, machine: Machine | null): readonly string[] {
  const ide = machine?.board && boardsWithIde.has(machine.board) ? ['ide'] : []
  switch (device) {
    case 'floppy': return ['fdc']
    case 'cdrom': return ide.length ? ide : ['sata']
    default: return machine && machine.type === 'xen' ? ['xen'] : ['virtio', 'scsi', ...ide]
  }
}
