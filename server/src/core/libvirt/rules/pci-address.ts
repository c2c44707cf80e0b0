// PCI addresses of the guest: each place once, on a bus that is there, has the slot and takes the device.
import { ownedSlots, takesPlug, type OwnedSlot } from '../defaults-pci'
import { changeTo, dropped, preferred, setValue } from './edits'
import { freePlace, hex, pciControllers, topologyOf, written, type PciSeat } from './pci'
import { atName, atValue, other, repeated, type Finding, type Rule } from './rule'
import type { Machine } from './machine'

export const pciAddress: readonly Rule[] = [
  {
    code: 'libvirt/pci-address-duplicate', level: 'error', driver: 'qemu',
    docs: {
      what: 'Two devices have one PCI address, or a device has one that the chipset owns.', why: 'A place on a bus holds one function of one device.',
      mend: 'Change the slot of one, or remove its address: libvirt finds one.', by: 'virDomainPCIAddressReserveAddrInternal, qemuDomainValidateDevicePCISlotsPIIX3, qemuDomainValidateDevicePCISlotsQ35',
    },
    check: machine => {
      const { seats } = topologyOf(machine)
      const twice = repeated(seats, seat => written(seat)).map(({ item, first, key }) =>
        atPlace(item, `Another device has the PCI address \`${key}\`: choose a free slot, or remove the address, and libvirt finds one.`, { related: [other(first.address, 'slot', 'the other device')], fixes: () => elsewhere(machine, item) }))
      return [...twice, ...seats.flatMap(seat => {
        const owner = ownerOf(machine, seat)
        return owner ? [atPlace(seat, `\`${written(seat)}\` belongs to ${owner.name} of this board: choose a free slot, or remove the address.`, { fixes: () => elsewhere(machine, seat) })] : []
      })]
    },
  },
  {
    code: 'libvirt/pci-slot-for-controller', level: 'error', driver: 'qemu',
    docs: {
      what: 'A PCI address with a domain or slot that is not there.', why: 'Root ports have slot 0 only, bridges begin with slot 1, and QEMU has one PCI domain.',
      mend: 'Use a slot of the bus, or remove the address.', by: 'virDomainPCIAddressValidate',
    },
    check: machine => {
      const { seats, buses, root } = topologyOf(machine)
      return seats.flatMap((seat): readonly Finding[] => {
        if (seat.domain !== 0) return buses.length ? [atValue(seat.address, 'domain', 'A guest has the PCI domain 0 only.', { fixes: () => [{ ...changeTo(seat.address, 'domain', '0x0000'), preferred: true }] })] : []
        // A bus that is not there yet is added: a bridge where there is no PCI Express, which has no slot 0.
        if (seat.bus >= buses.length && root === 'pci-root' && seat.plug === 'pci' && seat.slot === 0) return [atPlace(seat, `Bus ${seat.bus} would be a bridge, which has the slots 1 to 31: change the slot, or remove the address.`, { fixes: () => [dropped(seat.address)] })]
        const bus = buses[seat.bus]
        if (!bus || (seat.slot >= bus.firstSlot && seat.slot <= bus.lastSlot) || !takesPlug(bus, seat.plug)) return []
        const range = bus.lastSlot === 0 ? 'has slot 0 only' : `has the slots ${bus.firstSlot} to ${bus.lastSlot}`
        return [atPlace(seat, `Bus ${seat.bus}, a ${bus.model}, ${range}: change the slot, or remove the address.`, {
          related: bus.controller ? [other(bus.controller.element, 'model', 'the controller of this bus')] : [], fixes: () => elsewhere(machine, seat),
        })]
      })
    },
  },
  {
    code: 'libvirt/pci-connect-type', level: 'error', driver: 'qemu',
    docs: {
      what: 'A device or controller is on a bus that cannot take it.', why: 'Upstream ports take downstream ports only, expander buses sit on the root, and so on: each bus has its kinds.',
      mend: 'Choose another bus, or remove the address: libvirt finds one.', by: 'virDomainPCIAddressFlagsCompatible',
    },
    check: machine => {
      const { seats, buses } = topologyOf(machine)
      return [...homeless(machine), ...seats.filter(({ domain }) => domain === 0).flatMap((seat): readonly Finding[] => {
        const bus = buses[seat.bus]
        if (seat.integrated) return seat.bus === 0 ? [] : [atValue(seat.address, 'bus', 'This device is a part of the board and sits on bus 0.', { fixes: () => [dropped(seat.address)] })]
        if (!bus) return []
        if (takesPlug(bus, seat.plug)) return []
        const what = seat.plug === 'pci' || seat.plug === 'pcie' ? `A \`<${seat.device.name}>\`` : `A ${seat.plug}`
        return [atValue(seat.address, 'bus', `${what} cannot be plugged into bus ${seat.bus}, a ${bus.model}: choose another bus, or remove the address, and libvirt finds one.`, {
          related: bus.controller ? [other(bus.controller.element, 'model', 'the controller of this bus')] : [], fixes: () => [dropped(seat.address)],
        })]
      })]
    },
  },
  {
    code: 'libvirt/pci-controller-order', level: 'error', driver: 'qemu',
    docs: {
      what: 'A pci-bridge sits on a bus whose number is not below its own index.', why: 'A bridge must be found before the bus behind it.',
      mend: 'Put it on a lower bus, or give it a higher index.', by: 'qemuDomainAssignPCIAddresses',
    },
    check: machine => topologyOf(machine).seats.flatMap(({ controller, address, bus }) => controller?.type === 'pci' && controller.model === 'pci-bridge' && controller.index !== null && controller.index <= bus
      ? [atValue(address, 'bus', `The bridge with index ${controller.index} sits on bus ${bus}: its index must be higher than the bus that it is on.`, { related: [other(controller.element, 'index', 'its index')], fixes: () => [dropped(address)] })] : []),
  },
  {
    code: 'libvirt/pci-chipset-address', level: 'error', driver: 'qemu',
    docs: {
      what: 'A controller of the chipset is not at its address.', why: 'On i440fx the IDE controller is 00:01.1 and the PIIX3 USB controller 00:01.2, on q35 the SATA controller 00:1f.2.',
      mend: 'Remove the address, or write that one.', by: 'qemuDomainValidateDevicePCISlotsPIIX3, qemuDomainValidateDevicePCISlotsQ35',
    },
    check: machine => {
      const owned = machine.board ? ownedSlots[machine.board] ?? [] : []
      return topologyOf(machine).seats.flatMap(seat => {
        const own = owned.find(({ controller }) => belongs(controller, seat))
        if (!own || isAt(seat, own)) return []
        return [atPlace(seat, `${sentence(own.name)} of this board is at \`00:${hex(own.slot)}.${own.function}\`: remove the address, or write that one.`, {
          fixes: () => [preferred(`Change to \`00:${hex(own.slot)}.${own.function}\``, setPlace(seat, { domain: 0, bus: 0, slot: own.slot, function: own.function })), dropped(seat.address)],
        })]
      })
    },
  },
]

/** Controllers without an address that no bus takes, and for which none is added (virDomainPCIAddressSetGrow). */
function homeless(machine: Machine): readonly Finding[] {
  const { seats, buses, root } = topologyOf(machine)
  if (root === null) return []
  const seated = new Set(seats.map(({ device }) => device))
  return pciControllers(machine).flatMap(({ element, model }) => {
    const express = model !== undefined && (root === 'pci-root' ? /^(?:pcie-(?!root$|expander)|dmi-)/.test(model) : model === 'pcie-switch-downstream-port')
    return express && !seated.has(element) && !buses.some(({ takes }) => takes.some(plug => plug === model))
      ? [atValue(element, 'model', `No bus of this machine takes a ${model}: ${root === 'pci-root' ? 'its board has no PCI Express, use a `pci-bridge`' : 'add a `pcie-switch-upstream-port`'}, or remove it.`, { fixes: () => [dropped(element)] })] : []
  })
}

const sentence = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

function atPlace({ address }: PciSeat, message: string, more?: Omit<Finding, 'span' | 'message'>): Finding {
  return address.attributes.some(({ name }) => name === 'slot') ? atValue(address, 'slot', message, more) : atName(address, message, more)
}

const isAt = (seat: PciSeat, { slot, function: fn }: OwnedSlot): boolean => seat.domain === 0 && seat.bus === 0 && seat.slot === slot && seat.function === fn

const belongs = (owner: OwnedSlot['controller'], { controller }: PciSeat): boolean => owner !== null && controller !== null && controller.type === owner.type && (controller.index ?? 0) === 0
  && (!owner.models || owner.models.includes(controller.model))

/** Who owns the place where this one sits: the IDE and USB controllers of i440fx only when they are there. */
function ownerOf(machine: Machine, seat: PciSeat): OwnedSlot | null {
  const owned = (machine.board ? ownedSlots[machine.board] ?? [] : []).find(slot => isAt(seat, slot))
  if (!owned || belongs(owned.controller, seat)) return null
  if (owned.controller === null || owned.controller.type === 'sata') return owned
  const controllers = machine.controllers().filter(({ type, index }) => type === owned.controller!.type && (index ?? 0) === 0)
  if (owned.controller.type === 'ide') return controllers.length || machine.disks().some(({ bus }) => bus === 'ide') ? owned : null
  return controllers.length === 0 || controllers.some(({ model }) => owned.controller!.models!.includes(model)) ? owned : null
}

const setPlace = ({ address }: PciSeat, place: { readonly domain: number, readonly bus: number, readonly slot: number, readonly function: number }) => [
  ...setValue(address, 'domain', `0x${place.domain.toString(16).padStart(4, '0')}`), ...setValue(address, 'bus', `0x${hex(place.bus)}`),
  ...setValue(address, 'slot', `0x${hex(place.slot)}`), ...setValue(address, 'function', `0x${place.function}`),
]

function elsewhere(machine: Machine, seat: PciSeat) {
  const free = freePlace(machine, seat.bus)
  return [...free && free.slot !== seat.slot ? [preferred(`Change \`slot\` to \`0x${hex(free.slot)}\``, setValue(seat.address, 'slot', `0x${hex(free.slot)}`), seat.function ? setValue(seat.address, 'function', '0x0') : [])] : [], dropped(seat.address)]
}
