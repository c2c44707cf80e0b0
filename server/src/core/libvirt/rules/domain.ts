// The rules about domains: the list, and for which domains each holds.
import { address } from './address'
import { boot } from './boot'
import { chardev } from './chardev'
import { controller } from './controller'
import { cpu } from './cpu'
import { device } from './device'
import { diskAddress } from './disk-address'
import { diskBus } from './disk-bus'
import { diskOption } from './disk-option'
import { diskSource } from './disk-source'
import { diskTarget } from './disk-target'
import { feature } from './feature'
import { filesystem } from './filesystem'
import { firmware } from './firmware'
import { general } from './general'
import { hostdev } from './hostdev'
import { input } from './input'
import { networkInterface } from './interface'
import { iothread } from './iothread'
import { memory } from './memory'
import { numa } from './numa'
import { pciAddress } from './pci-address'
import { pciController } from './pci-controller'
import { pciNone } from './pci-none'
import { port } from './port'
import { usb } from './usb'
import { vcpu } from './vcpu'
import { video } from './video'
import { machineFrom, type Machine } from './machine'
import type { Rule } from './rule'
import { rulingOf } from './ruling'

export const rules: readonly Rule[] = [
  ...address,
  ...boot,
  ...chardev,
  ...controller,
  ...cpu,
  ...device,
  ...diskAddress,
  ...diskBus,
  ...diskOption,
  ...diskSource,
  ...diskTarget,
  ...feature,
  ...filesystem,
  ...firmware,
  ...general,
  ...hostdev,
  ...input,
  ...networkInterface,
  ...iothread,
  ...memory,
  ...numa,
  ...pciAddress,
  ...pciController,
  ...pciNone,
  ...port,
  ...usb,
  ...vcpu,
  ...video,
]

/** What is of VMware is made from its own files, and never refused. */
const isOfDriver = ({ driver }: Rule, { qemu, type }: Machine): boolean => driver === 'any' ? type !== 'vmware' : qemu

export const domain = rulingOf(rules, machineFrom, isOfDriver)
