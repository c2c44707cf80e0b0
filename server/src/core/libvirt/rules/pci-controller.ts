// PCI controllers: the right root, indexes and numbers in their ranges, each option on the models that have it.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { pciRootOf } from '../defaults-pci'
import { childOf, textOf, valueOf } from '../read'
import { changeTo, dropped, without } from './edits'
import { numberOf, type Machine } from './machine'
import { pciControllers, topologyOf } from './pci'
import { atAttribute, atName, atText, atValue, listed, other, type Finding, type Rule } from './rule'

export const pciController: readonly Rule[] = [
  {
    code: 'libvirt/pci-root-model', level: 'error', driver: 'qemu',
    docs: {
      what: 'The PCI controller with index 0 has the wrong model for the machine type.', why: 'i440fx and pseries boards have a pci-root, q35 and virt boards a pcie-root.',
      mend: 'Write the model of the board.', by: 'qemuDomainDefAddDefaultDevices',
    },
    check: machine => {
      const wanted = pciRootOf(machine.board, machine.family)
      const root = pciControllers(machine).find(({ at }) => at === 0)
      if (wanted === null || !root || root.model === undefined || root.model === wanted || (root.index === null && root.model !== 'pci-root' && root.model !== 'pcie-root')) return []
      return [atValue(root.element, 'model', `The board of \`${machine.machine ?? machine.arch}\` has a \`${wanted}\` as PCI controller 0, not a \`${root.model}\`.`, {
        related: machine.machine === undefined ? [] : [other(machine.at('os', 'type')!, 'machine', 'the machine type')], fixes: () => [{ ...changeTo(root.element, 'model', wanted), preferred: true }],
      })]
    },
  },
  {
    code: 'libvirt/pci-root-index-address', level: 'error', driver: 'qemu',
    docs: {
      what: 'A root controller with another index than 0 or with an address, or another controller with index 0.', why: 'The root is where everything begins; only pseries has several.',
      mend: 'Write `index=0` for the root, and remove its address.', by: 'qemuDomainControllerDefPostParse, virDomainControllerDefValidate, qemuValidateDomainDeviceDefControllerPCI',
    },
    check: machine => pciControllers(machine).flatMap(({ element, model, index }): readonly Finding[] => {
      const root = model === 'pci-root' || model === 'pcie-root'
      const address = childOf(element, 'address')
      if (root && address) return [atName(address, `A ${model} has no address: remove it.`, { fixes: () => [{ ...dropped(address), preferred: true }] })]
      if (root && index !== null && index !== 0 && machine.board !== null && machine.board !== 'pseries') return [atValue(element, 'index', `The ${model} has index 0, not ${index}.`, { fixes: () => [changeTo(element, 'index', '0'), dropped(element)] })]
      if (!root && model !== undefined && index === 0 && machine.board !== null && pciRootOf(machine.board, machine.family) === null) return [atValue(element, 'index', `Index 0 is the root's: give this ${model} a higher one.`)]
      return []
    }),
  },
  {
    code: 'libvirt/pci-controller-range', level: 'error', driver: 'any',
    docs: {
      what: 'A number of a PCI controller is out of its range.', why: 'They are fields of the PCI configuration: a byte, or less.',
      mend: 'Write a number in the range, or leave it out: libvirt finds one.', by: 'virDomainControllerDefValidate',
    },
    check: machine => pciControllers(machine).flatMap(({ element, index }): readonly Finding[] => {
      const target = childOf(element, 'target')
      const targetIndex = numberOf(valueOf(target, 'index'), 0)
      return [
        ...index !== null && index > 255 ? [atValue(element, 'index', `A PCI controller's index is at most 255, not ${index}.`)] : [],
        ...target ? ranges.flatMap(([name, from, to]) => {
          const number = numberOf(valueOf(target, name), 0)
          return number === null || (number >= from && number <= to) ? [] : [atValue(target, name, `\`${name}\` is a number from ${from} to ${to}, not ${number}: change it, or leave it out.`, { fixes: () => [without(target, name)] })]
        }) : [],
        ...target && targetIndex !== null && targetIndex <= 30 && index !== null && (index === 0) !== (targetIndex === 0)
          ? [atValue(target, 'index', index === 0 ? 'The PCI controller 0 has the target index 0.' : 'The target index 0 is for the PCI controller 0 only: write another.', { related: [other(element, 'index', 'the index of the controller')], fixes: () => index === 0 ? [changeTo(target, 'index', '0')] : [without(target, 'index')] })] : [],
      ]
    }),
  },
  {
    code: 'libvirt/pci-expander-machine', level: 'error', driver: 'qemu',
    docs: {
      what: 'An expander bus on a board that cannot have it.', why: 'pci-expander-bus is of i440fx, pcie-expander-bus of q35 and ARM virt.',
      mend: 'Use the one of the board.', by: 'qemuDomainControllerDefPostParse',
    },
    check: machine => pciControllers(machine).flatMap(({ element, model }) => {
      const boards = { 'pci-expander-bus': ['i440fx'], 'pcie-expander-bus': ['q35', 'arm-virt'] }[model ?? '']
      if (!boards || machine.board === null || boards.includes(machine.board)) return []
      const instead = machine.board === 'i440fx' ? 'pci-expander-bus' : machine.board === 'q35' || machine.board === 'arm-virt' ? 'pcie-expander-bus' : null
      return [atValue(element, 'model', `A ${model} is for ${listed(boards.map(board => board === 'arm-virt' ? 'ARM virt' : board))} machines: ${instead ? `use \`${instead}\`` : 'remove it'}.`, { fixes: () => [...instead && !childOf(element, 'target') && !childOf(element, 'model') ? [changeTo(element, 'model', instead)] : [], dropped(element)] })]
    }),
  },
  {
    code: 'libvirt/pci-controller-numa-node', level: 'error', driver: 'qemu',
    docs: {
      what: 'A PCI controller is tied to a NUMA cell that is not there, or is controller 0.', why: 'The node is one of the `<cell>`s of `<cpu><numa>`; the root belongs to all of them.',
      mend: 'Name a cell, or remove `<node>`.', by: 'qemuDomainControllerDefPostParse, virDomainControllerDefValidate',
    },
    check: machine => pciControllers(machine).flatMap(({ element, at }): readonly Finding[] => {
      const node = childOf(element, 'target', 'node')
      const number = numberOf(textOf(node))
      if (!node || number === null) return []
      if (at === 0) return [atText(node, 'The PCI controller 0 belongs to all NUMA cells: remove `<node>`.', { fixes: () => [dropped(node)] })]
      const cells = machine.cells().length
      return number < cells ? [] : [atText(node, `There is no NUMA cell ${number}: ${cells ? `the cells are 0 to ${cells - 1}` : 'this machine has no `<numa>`'}.`, { fixes: () => [dropped(node)] })]
    }),
  },
  {
    code: 'libvirt/pci-root-port-too-many', level: 'error', driver: 'qemu',
    docs: {
      what: 'More root ports than there are places on pcie-root.', why: 'Each of the free slots of the root takes eight of them.',
      mend: 'Remove some, or add a pcie-expander-bus.', by: 'virDomainPCIAddressSetGrow',
    },
    check: machine => {
      const { root, seats } = topologyOf(machine)
      if (root !== 'pcie-root') return []
      const seated = new Set(seats.map(({ device }) => device))
      const ports = pciControllers(machine).filter(({ model, element }) => model === 'pcie-root-port' && !seated.has(element))
      if (pciControllers(machine).some(({ model }) => model === 'pcie-expander-bus')) return []
      const full = new Set(seats.filter(({ bus, controller }) => bus === 0 && controller?.model !== 'pcie-root-port').map(({ slot }) => slot))
      if (machine.board === 'q35') full.add(31)
      const places = (31 - full.size) * 8
      return ports.length <= places ? [] : [atValue(ports[places]!.element, 'model', `There is place for ${places} root ports on the \`pcie-root\`, and these are ${ports.length}: remove some, or add a \`pcie-expander-bus\`.`)]
    },
  },
  {
    code: 'libvirt/pci-controller-option', level: 'error', driver: 'qemu',
    docs: {
      what: 'An option of a PCI controller that its model does not have.', why: 'A bridge has a chassis number, a port has a chassis and a port, an expander has a bus number.',
      mend: 'Remove it.', by: 'qemuValidateDomainDeviceDefControllerPCI',
    },
    check: machine => pciControllers(machine).flatMap(({ element, model }) => model === undefined ? [] : options(machine, element, model)),
  },
]

const ranges: readonly (readonly [name: string, from: number, to: number])[] = [['chassisNr', 1, 255], ['chassis', 0, 255], ['port', 0, 255], ['busNr', 1, 254], ['index', 0, 30]]

const owners: Readonly<Record<string, readonly string[]>> = {
  chassisNr: ['pci-bridge'], chassis: ['pcie-root-port', 'pcie-switch-downstream-port'], port: ['pcie-root-port', 'pcie-switch-downstream-port'],
  busNr: ['pci-expander-bus', 'pcie-expander-bus'], hotplug: ['pci-root', 'pcie-root-port', 'pcie-switch-downstream-port'], index: ['pci-root'],
}

const modelNames: Readonly<Record<string, readonly string[]>> = {
  'pci-bridge': ['pci-bridge'], 'dmi-to-pci-bridge': ['i82801b11-bridge'], 'pcie-root-port': ['ioh3420', 'pcie-root-port'], 'pcie-switch-upstream-port': ['x3130-upstream'],
  'pcie-switch-downstream-port': ['xio3130-downstream'], 'pci-expander-bus': ['pxb'], 'pcie-expander-bus': ['pxb-pcie'], 'pcie-to-pci-bridge': ['pcie-pci-bridge'], 'pci-root': ['spapr-pci-host-bridge'], 'pcie-root': [],
}

function options(machine: Machine, element: Element, model: string): readonly Finding[] {
  const target = childOf(element, 'target')
  const name = childOf(element, 'model')
  const written = valueOf(name, 'name')
  const names = modelNames[model]
  const hole = childOf(element, 'pcihole64')
  const node = childOf(target, 'node')
  const noPhb = model === 'pci-root' && machine.board !== null && machine.board !== 'pseries'
  return [
    ...target ? Object.entries(owners).filter(([option, models]) => attributeOf(target, option) && (!models.includes(model) || (option === 'index' && noPhb))).map(([option]) =>
      atAttribute(target, option, `A ${model} has no \`${option}\`: remove it.`, { related: [other(element, 'model', 'the model')], fixes: () => [{ ...without(target, option), preferred: true }] })) : [],
    ...names && name && written !== undefined && (!names.includes(written) || noPhb)
      ? [atValue(name, 'name', names.length && !noPhb ? `A ${model} is ${listed(names.map(one => `\`${one}\``))} in QEMU, not \`${written}\`.` : `A ${model} has no model name: remove it.`, { fixes: () => [...names.length && !noPhb ? [changeTo(name, 'name', names.at(-1)!)] : [], dropped(name)] })] : [],
    ...hole && ((model !== 'pci-root' && model !== 'pcie-root') || (machine.board !== null && machine.board !== (model === 'pci-root' ? 'i440fx' : 'q35')))
      ? [atName(hole, '`<pcihole64>` is for the root controller of i440fx and q35: remove it.', { fixes: () => [dropped(hole)] })] : [],
    ...node && !['pci-expander-bus', 'pcie-expander-bus', 'pci-root'].includes(model) || (node && noPhb) ? [atName(node!, `A ${model} belongs to no NUMA cell of its own: remove \`<node>\`.`, { fixes: () => [dropped(node!)] })] : [],
  ]
}
