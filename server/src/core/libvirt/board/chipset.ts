// What belongs to a board or is added by libvirt without being written: data with its source, for the drawing. What is
// said of it holds for a current QEMU; an older one may lack a model and get another.
import type { Board } from '../defaults'
import type { PciPlace } from '../rules/pci'

/** The place on bus 0 that libvirt prefers for a device of the chipset, by `name/type-or-model`. */
type Places = Readonly<Record<string, readonly [slot: number, fn: number]>>

/**
 * qemuDomainValidateDevicePCISlotsPIIX3 and …Q35. The first video card has a slot of its own, save for a virtio one on q35, which
 * gets a port; the others take the first of their kind.
 */
const places: Readonly<Partial<Record<Board, Places>>> = {
  i440fx: { 'controller/ide': [1, 1], 'controller/piix3-uhci': [1, 2], 'controller/usb': [1, 2], video: [2, 0] },
  q35: {
    'controller/sata': [31, 2], video: [1, 0], 'sound/ich9': [27, 0], 'sound/ich6': [27, 0],
    'controller/ich9-ehci1': [29, 7], 'controller/ich9-uhci1': [29, 0], 'controller/ich9-uhci2': [29, 1], 'controller/ich9-uhci3': [29, 2],
  },
}

export function chipsetPlace(board: Board | null, names: readonly string[]): PciPlace | null {
  const known = board ? places[board] : undefined
  const found = names.map(name => known?.[name]).find(place => place !== undefined)
  return found ? { domain: 0, bus: 0, slot: found[0], function: found[1] } : null
}

/** qemuDomainDefAddDefaultDevices: the USB controller of a board that has one without being asked. */
export const defaultUsb: Readonly<Partial<Record<Board, string>>> = { i440fx: 'piix3-uhci', q35: 'qemu-xhci', pseries: 'qemu-xhci' }

/** qemuDomainDefAddDefaultDevices: boards whose first SATA controller is part of the chipset. */
export const boardsWithSata: ReadonlySet<Board> = new Set(['q35'])

/** qemuDomainDefAddDefaultDevices: boards that get no balloon unasked. */
export const boardsWithoutBalloon: ReadonlySet<Board> = new Set(['isapc', 'versatilepb', 'other'])

/** qemuDomainDefAddDefaultDevices: boards that tell the host of a guest's panic. */
export const boardsWithPanic: ReadonlySet<Board> = new Set(['pseries', 's390-ccw'])

/** Why, in words for the reader. */
export const reasons = {
  root: 'every machine of this type has it',
  vcpu: 'a machine has one where `<vcpu>` is not written',
  filler: 'a bus with a higher number, or an address, needs it',
  port: 'each device on PCI Express has a port of its own',
  bridge: 'conventional PCI needs a bridge',
  usb: 'machines of this type have USB',
  sata: 'part of the chipset',
  ide: 'part of the chipset',
  disks: 'a disk needs it',
  channels: 'a channel or a console needs it',
  smartcards: 'a smart card needs it',
  hostdevs: 'a device of the host needs it',
  panic: 'machines of this type have it',
  balloon: 'libvirt gives every machine one; `<memballoon model=\'none\'/>` forgoes it',
  video: 'a display has something to show',
  input: 'x86 machines have them',
} as const

/** qemuDomainDefaultSCSIControllerModel and the models that the others have where none is written. */
export function defaultModel(type: string, board: Board | null): string | undefined {
  switch (type) {
    case 'scsi': return board === 'pseries' ? 'ibmvscsi' : board === 'i440fx' || board === 'q35' ? 'lsilogic' : 'virtio-scsi'
    case 'usb': return board === null ? undefined : defaultUsb[board]
    default: return undefined
  }
}
