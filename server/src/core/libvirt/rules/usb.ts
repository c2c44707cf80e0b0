// USB: there at all, at a controller that is there, at a port of its own that the controller or hub has.
import type { Element } from '../../xml/tree'
import { busOfInput, usbHubPorts, usbPorts } from '../defaults'
import { implicitControllers } from '../defaults-pci'
import { childOf, childrenOf, valueOf } from '../read'
import { addChild, changeTo, dropped, fix, preferred, removeElement, setValue } from './edits'
import { numberOf, type Machine } from './machine'
import { atName, atValue, other, type Finding, type Rule } from './rule'

export const usb: readonly Rule[] = [
  {
    code: 'libvirt/usb-disabled', level: 'error', driver: 'qemu', whole: true,
    docs: {
      what: 'A USB device or controller in a domain without USB.', why: "`<controller type='usb' model='none'/>` takes USB away, and some boards have none by themselves.",
      mend: 'Remove the device, or give the machine a USB controller.', by: 'virDomainDefControllersParse, virDomainDefParseXML, qemuDomainUSBAddressAddHubs',
    },
    check: machine => {
      const controllers = machine.controllers().filter(({ type }) => type === 'usb')
      const none = controllers.find(({ model }) => model === 'none')
      const bare = !controllers.length && machine.board !== null && boardsWithoutUsb.has(machine.board)
      if (!none && !bare && machine.board !== 'isapc') return []
      const related = none ? [other(none.element, 'model', 'USB is disabled here')] : []
      const why = none ? 'USB is disabled for this machine' : `the board of \`${machine.machine}\` has no USB by itself`
      const mend = () => none ? [] : [preferred("Add `<controller type='usb' model='qemu-xhci'/>`", addController(machine))]
      if (machine.board === 'isapc') return [...controllers.filter(({ model }) => model !== 'none').map(({ element }) => element), ...usbDevices(machine)].map(element => atName(element, `An \`isapc\` has no PCI, and so no USB: remove this \`<${element.name}>\`.`, { fixes: () => [dropped(element)] }))
      return [
        ...controllers.filter(one => none && one !== none).map(({ element }) => atValue(element, 'model', 'USB is disabled for this machine: remove this controller, or the one with `none`.', { related, fixes: () => [dropped(none!.element), dropped(element)] })),
        ...usbDevices(machine).map(device => atName(device, `This \`<${device.name}>\` needs USB, and ${why}: ${none ? 'remove it, or the controller with `none`' : 'add a USB controller, or remove it'}.`, { related, fixes: () => [...mend(), dropped(device)] })),
      ]
    },
  },
  {
    code: 'libvirt/usb-address-bus', level: 'error', driver: 'qemu', whole: true, words: ['usb'],
    docs: {
      what: 'A USB address names a bus without a controller.', why: 'The bus is the index of a USB controller.',
      mend: 'Add the controller, or use the bus of one that is there.', by: 'virDomainUSBAddressAssign, virDomainUSBAddressFindPort',
    },
    check: machine => {
      const buses = usbBuses(machine)
      if (!buses) return []
      return usbAddresses(machine).filter(({ bus }) => !buses.has(bus)).map(({ address, bus }) => atValue(address, 'bus', `There is no USB controller with the index ${bus}: add it, or use ${buses.size ? `bus ${[...buses.keys()].join(' or ')}` : 'another address'}.`, {
        fixes: () => [...[...buses.keys()].slice(0, 1).map(bus => changeTo(address, 'bus', String(bus))), dropped(address)],
      }))
    },
  },
  {
    code: 'libvirt/usb-address-duplicate', level: 'error', driver: 'qemu', words: ['usb'],
    docs: {
      what: 'Two USB devices, or a hub and a device, are at one port.', why: 'A port takes one plug.',
      mend: 'Change the port of one, or remove its address.', by: 'virDomainUSBAddressReserve',
    },
    check: machine => {
      const seen = new Map<string, UsbAddress>()
      return usbAddresses(machine).filter(({ port }) => port !== undefined).flatMap((address): readonly Finding[] => {
        const key = `${address.bus}:${address.port}`
        const first = seen.get(key)
        if (!first) {
          seen.set(key, address)
          return []
        }
        return [atValue(address.address, 'port', `Another device is at port ${address.port} of USB bus ${address.bus}: change the port, or remove the address.`, { related: [other(first.address, 'port', 'the other device')], fixes: () => [dropped(address.address)] })]
      })
    },
  },
  {
    code: 'libvirt/usb-address-port', level: 'error', driver: 'qemu', words: ['usb'],
    docs: {
      what: 'A USB port that the controller or hub does not have, or behind a hub that is not there.', why: '`1.2` is port 2 of the hub at port 1; a hub has eight ports, a UHCI controller two.',
      mend: 'Use a port that is there, add the hub, or remove the address.', by: 'virDomainUSBAddressFindPort',
    },
    check: machine => {
      const buses = usbBuses(machine)
      if (!buses) return []
      const addresses = usbAddresses(machine)
      const hubs = new Set(addresses.filter(({ device, port }) => device.name === 'hub' && port !== undefined).map(({ bus, port }) => `${bus}:${port}`))
      return addresses.flatMap(({ address, bus, port }): readonly Finding[] => {
        const ports = buses.get(bus)
        if (port === undefined || ports === undefined || !/^\d+(?:\.\d+)*$/.test(port)) return []
        const path = port.split('.').map(Number)
        for (let depth = 1; depth < path.length; depth++) {
          const at = path.slice(0, depth).join('.')
          if (!hubs.has(`${bus}:${at}`)) return [atValue(address, 'port', `There is no USB hub at port ${at} of bus ${bus}: add \`<hub type='usb'>\` there, or use another port.`, { fixes: () => [dropped(address)] })]
        }
        const most = path.length > 1 ? usbHubPorts : ports
        const last = path.at(-1)!
        return most === null || last <= most ? [] : [atValue(address, 'port', `${path.length > 1 ? 'A USB hub' : `The controller of USB bus ${bus}`} has ${most} ports, and this is port ${last}: use a lower one, or remove the address.`, { fixes: () => [dropped(address)] })]
      })
    },
  },
  {
    code: 'libvirt/usb-xhci-ports', level: 'error', driver: 'qemu',
    docs: { what: 'An xHCI controller with more than 15 ports.', why: 'QEMU has no more.', mend: 'Write 15 or less, and add a second controller.', by: 'qemuDomainControllerDefPostParse' },
    check: machine => machine.controllers().flatMap(({ element, type, model }) => {
      const ports = numberOf(valueOf(element, 'ports'))
      return type === 'usb' && (model === 'qemu-xhci' || model === 'nec-xhci') && ports !== null && ports > 15
        ? [atValue(element, 'ports', `A ${model} has 15 ports at most, not ${ports}: write 15, and add a second controller for more.`, { fixes: () => [{ ...changeTo(element, 'ports', '15'), preferred: true }] })] : []
    }),
  },
  {
    code: 'libvirt/usb-companion-master', level: 'error', driver: 'any',
    docs: {
      what: 'Companion controllers without their master.', why: 'ich9-uhci1 to 3 are the USB 1 half of ich9-ehci1.',
      mend: "Add `<controller type='usb' model='ich9-ehci1'/>` with the same index.", by: 'virDomainDefControllersParse',
    },
    check: machine => {
      const controllers = machine.controllers().filter(({ type, model }) => type === 'usb' && model !== 'none')
      const companions = controllers.filter(({ element, model }) => /^ich9-uhci[123]$/.test(model ?? '') || childOf(element, 'master'))
      const masters = controllers.filter(one => !companions.includes(one))
      // Without an index it joins the ich9 right before it, or gets an index that nobody has (virDomainAssignControllerIndexes).
      const mayJoin = masters.some(({ model }) => model === 'ich9-ehci1') || companions.some(({ index }) => index !== null)
      const alone = companions.find(one => one.index === null ? !mayJoin : !masters.some(({ index }) => index === one.index))
      if (!companions.length || (masters.length && !(alone && machine.qemu))) return []
      const first = masters.length ? alone : companions[0]
      return [atValue(first!.element, 'model', `A ${first!.model ?? 'companion'} is the companion of an ich9-ehci1, which is not there: add it with the same index.`, { fixes: () => [fix('Change `model` to `ich9-ehci1`', setValue(first!.element, 'model', 'ich9-ehci1'), ...childrenOf(first!.element, 'master').map(removeElement))] })]
    },
  },
]

const boardsWithoutUsb: ReadonlySet<string> = new Set(['arm-virt', 'riscv-virt', 'loongarch-virt', 'isapc'])

interface UsbAddress {
  readonly device: Element
  readonly address: Element
  readonly bus: number
  /** `1.2`; undefined when libvirt chooses it. */
  readonly port: string | undefined
}

/** virDomainDeviceIsUSB. */
function usbDevices(machine: Machine): readonly Element[] {
  return machine.devices.filter(device => {
    switch (device.name) {
      case 'disk': return valueOf(childOf(device, 'target'), 'bus') === 'usb'
      case 'input': return (valueOf(device, 'bus') ?? busOfInput(valueOf(device, 'type') ?? '', machine.family)) === 'usb'
      case 'hub': return valueOf(device, 'type') === 'usb'
      case 'redirdev': return (valueOf(device, 'bus') ?? 'usb') === 'usb'
      case 'hostdev': return valueOf(device, 'type') === 'usb'
      case 'sound': return valueOf(device, 'model') === 'usb'
      case 'serial': return valueOf(childOf(device, 'target'), 'type') === 'usb-serial'
      case 'smartcard': return true
      default: return false
    }
  })
}

function usbAddresses(machine: Machine): readonly UsbAddress[] {
  return machine.devices.flatMap(device => {
    const address = device.name === 'console' ? undefined : childOf(device, 'address')
    if (!address || valueOf(address, 'type') !== 'usb') return []
    const bus = numberOf(valueOf(address, 'bus') ?? '0')
    return bus === null ? [] : [{ device, address, bus, port: valueOf(address, 'port') }]
  })
}

/** The USB buses with how many ports each has (null where that is not known); null where it is not known which there are. */
export function usbBuses(machine: Machine): ReadonlyMap<number, number | null> | null {
  const controllers = machine.controllers().filter(({ type }) => type === 'usb')
  if (controllers.some(({ model, index }) => model === 'none' || index === null)) return null
  const buses = new Map<number, number | null>()
  for (const { index, model, element } of controllers) {
    const known = model === undefined ? machine.family === 'x86' ? 2 : null : usbPorts[model] ?? null
    if (known === 0) continue
    const written = /xhci|qusb/.test(model ?? '') ? numberOf(valueOf(element, 'ports')) : null
    buses.set(index!, written ?? known)
  }
  if (!buses.has(0) && !controllers.some(({ index }) => index === 0)) {
    if (machine.board === null || machine.board === 'other') return null
    const implicit = implicitControllers[machine.board]?.some(({ type }) => type === 'usb')
    if (implicit) buses.set(0, machine.board === 'i440fx' ? 2 : null)
  }
  return buses
}

const addController = (machine: Machine) => addChild(machine.top('devices')!, "<controller type='usb' model='qemu-xhci'/>")
