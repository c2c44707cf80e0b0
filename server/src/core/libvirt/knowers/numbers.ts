// Numbers that count what there is of a sort: the next in the boot order, the next controller of a type, the next id.
import type { Element } from '../../xml/tree'
import { childElements, elementsAt } from '../../xml/walk'
import { childrenOf, valueOf } from '../read'
import { numberOf } from '../rules/machine'
import { deviceAround, lowestFree, type Asked, type Knower, type Known } from './knower'

export const numbers: readonly Knower[] = [
  { at: ['domain/devices/*/boot@order'], know: asked => next(asked, besides(asked).flatMap(device => childrenOf(device, 'boot')), 'order', 1, 'in the boot order') },
  {
    at: ['domain/devices/controller@index'],
    know: asked => {
      const type = valueOf(asked.element, 'type')
      const alike = besides(asked).filter(({ name }) => name === 'controller').filter(one => valueOf(one, 'type') === type)
      return type === undefined ? [] : next(asked, alike, 'index', 0, `of type ${type}`)
    },
  },
  { at: ['domain/devices/controller/target@chassis', 'domain/devices/controller/target@chassisNr'], know: asked => next(asked, controllersOf(asked).flatMap(one => childrenOf(one, 'target')), asked.attribute!.name, 1, 'chassis') },
  { at: ['domain/iothreadids/iothread@id'], know: asked => next(asked, siblings(asked), 'id', 1, 'iothread') },
  { at: ['domain/cpu/numa/cell@id'], know: asked => next(asked, siblings(asked), 'id', 0, 'NUMA cell') },
  { at: ['domain/vcpus/vcpu@id'], know: asked => next(asked, siblings(asked), 'id', 0, 'vCPU') },
  { at: ['domain/devices/audio@id'], know: asked => next(asked, siblings(asked), 'id', 1, 'audio backend') },
  {
    at: ['domain/devices/serial/target@port', 'domain/devices/parallel/target@port', 'domain/devices/console/target@port'],
    know: asked => {
      const name = deviceAround(asked.element)!.name
      return next(asked, besides(asked).filter(device => device.name === name).flatMap(device => childrenOf(device, 'target')), 'port', 0, `${name} port`)
    },
  },
  { at: ['domain/devices/memory/address@slot'], know: asked => next(asked, besides(asked).filter(({ name }) => name === 'memory').flatMap(device => childrenOf(device, 'address')), 'slot', 0, 'memory slot') },
  // The ids 0 to 2 are the hypervisor's, the machine's own and the host's (vsock(7)).
  { at: ['domain/devices/vsock/cid@address'], know: () => [{ value: '3', detail: 'the first that a guest may have' }] },
  {
    at: ['domain/devices/graphics@port'],
    know: asked => {
      const taken = new Set(siblings(asked).flatMap(one => numberOf(valueOf(one, 'port')) ?? []))
      // VIR_DOMAIN_GRAPHICS_*: libvirt counts from 5900 for VNC and SPICE, RDP has 3389.
      const free = lowestFree(taken, valueOf(asked.element, 'type') === 'rdp' ? 3389 : 5900)
      return [{ value: '-1', detail: 'libvirt chooses a free one' }, { value: String(free), detail: 'next free of this domain' }]
    },
  },
]

/** The lowest free one and, where that lies between others, the one behind all. */
function next({ element }: Asked, all: readonly Element[], name: string, from: number, what: string): readonly Known[] {
  const taken = new Set(all.filter(one => one !== element).flatMap(one => numberOf(valueOf(one, name), 0) ?? []))
  const free = lowestFree(taken, from)
  const last = Math.max(free, ...[...taken].map(number => number + 1))
  return [
    { value: String(free), detail: `next free ${what}` },
    ...last === free ? [] : [{ value: String(last), detail: `behind all others: ${what}` }],
  ]
}

/** All devices beside the one that is asked about, itself included. */
const besides = ({ element }: Asked): readonly Element[] => {
  const device = deviceAround(element)
  return device?.parent.kind === 'element' ? childElements(device.parent) : []
}

const siblings = ({ element }: Asked): readonly Element[] => childElements(element.parent, element.name)

const controllersOf = ({ document }: Asked): readonly Element[] => elementsAt(document, 'domain/devices/controller')
