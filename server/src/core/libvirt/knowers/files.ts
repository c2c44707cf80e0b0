// Files and folders on disk, as far as the host can see them: images for disks, kernels, firmware.
import type { FileEntry } from '../../service'
import { deviceAround, type Asked, type Knower, type Known } from './knower'
import { valueOf } from '../read'

const ofFiles = ['domain/devices/disk/source@file', 'domain/devices/disk/backingStore/source@file', 'domain/devices/disk/mirror/source@file', 'domain/os/kernel', 'domain/os/initrd', 'domain/os/dtb', 'domain/os/loader',
  'domain/os/loader@template', 'domain/os/nvram', 'domain/os/nvram@template', 'domain/devices/emulator', 'domain/devices/disk/source@dev', 'domain/devices/interface/source@path', 'domain/devices/memory/source/path',
  'domain/devices/hostdev/source/block', 'domain/devices/hostdev/source/char', '**/rom@file', 'volume/target/path', 'volume/backingStore/path', 'pool/source/device@path', 'domain/devices/filesystem/binary@path', 'domain/devices/filesystem/source@file']
const ofFolders = ['pool/target/path', 'domain/devices/filesystem/source@dir', 'domain/devices/disk/source@dir', 'pool/source/dir@path']

export const files: readonly Knower[] = [
  { at: ofFiles, know: asked => entries(asked).map(shownIn(asked)) },
  { at: ofFolders, know: asked => entries(asked).filter(({ folder }) => folder).map(shownIn(asked)) },
]

/** The folder that is typed, with its last slash; empty where nothing is: then the document's own. */
export const folderTyped = (typed: string): string => typed.slice(0, typed.lastIndexOf('/') + 1)

const shownIn = ({ typed }: Asked) => ({ name, path, folder }: FileEntry): Known =>
  ({ value: folder ? `${path}/` : path, detail: folder ? 'folder' : 'file on this host', file: folder ? 'folder' : 'file', filter: folderTyped(typed) + name })

/** What the device is for comes first, then the folders. */
function entries({ around, element }: Asked): readonly FileEntry[] {
  const device = deviceAround(element)
  const wanted = !device ? null : device.name !== 'disk' ? null : { cdrom: /\.iso$/i, floppy: /\.(?:img|flp|vfd)$/i }[valueOf(device, 'device') ?? ''] ?? /\.(?:qcow2?|img|raw|vmdk|vdi|vhdx?|qed)$/i
  const rank = ({ name, folder }: FileEntry): number => wanted?.test(name) ? 0 : folder ? 1 : 2
  return [...around.files].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
}
