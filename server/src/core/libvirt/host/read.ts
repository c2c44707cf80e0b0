// virsh's answers to facts: capabilities, domcapabilities, node devices and interfaces (formatcaps, formatdomaincaps, formatnode).
// What is not there is not guessed.
import type { DomainFacts, GuestFacts, HostAnswers, HostFacts } from '../../host'
import { parse } from '../../xml/parse'
import type { Element } from '../../xml/tree'
import { childElements, rootOf, visit } from '../../xml/walk'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { devicesOf } from './devices'

export function readHost({ connection, capabilities = '', domains, named, listed, devices }: HostAnswers): HostFacts {
  const nodes = devices.flatMap(xml => rootOf(parse(xml)) ?? [])
  const driver = rootOf(parse(capabilities))
  const arch = textOf(childOf(driver, 'host', 'cpu', 'arch'))
  return {
    connection, ...arch !== undefined && { arch },
    guests: childrenOf(driver, 'guest').flatMap(guestsIn),
    domains: domains.flatMap(({ asked, xml }) => {
      const root = rootOf(parse(xml))
      return root?.name === 'domainCapabilities' ? [domainOf(asked, root)] : []
    }),
    named,
    listed: new Set(listed),
    devices: devicesOf(nodes.filter(({ name }) => name === 'device')),
    interfaces: nodes.filter(({ name }) => name === 'interface').flatMap(one => {
      const name = valueOf(one, 'name')
      return name === undefined ? [] : [{ name, bridge: valueOf(one, 'type') === 'bridge' }]
    }),
  }
}

function guestsIn(guest: Element): readonly GuestFacts[] {
  const osType = textOf(childOf(guest, 'os_type')) ?? ''
  return childrenOf(guest, 'arch').map(arch => {
    const emulator = textOf(childOf(arch, 'emulator'))
    // A type may have machines and an emulator of its own.
    const machines = [arch, ...childrenOf(arch, 'domain')].flatMap(one => childrenOf(one, 'machine')).map(machine => {
      const canonical = valueOf(machine, 'canonical')
      return { name: textOf(machine) ?? '', deprecated: valueOf(machine, 'deprecated') === 'yes', ...canonical !== undefined && { canonical } }
    })
    return {
      arch: valueOf(arch, 'name') ?? '', osType, ...emulator !== undefined && { emulator },
      virttypes: childrenOf(arch, 'domain').flatMap(domain => valueOf(domain, 'type') ?? []),
      machines: [...new Map(machines.map(machine => [machine.name, machine])).values()],
    }
  })
}

function domainOf(asked: DomainFacts['asked'], root: Element): DomainFacts {
  const mode = (name: string): Element | undefined => childrenOf(childOf(root, 'cpu'), 'mode').find(one => valueOf(one, 'name') === name)
  const said = (name: string, element: string): object => {
    const text = textOf(childOf(root, element))
    return text === undefined ? {} : { [name]: text }
  }
  return {
    asked,
    ...said('emulator', 'path'), ...said('virttype', 'domain'), ...said('arch', 'arch'), ...said('machine', 'machine'),
    loaders: textsOf(childOf(root, 'os', 'loader'), 'value'),
    cpuModels: childrenOf(mode('custom'), 'model').map(model => {
      const [usable, vendor] = [valueOf(model, 'usable'), valueOf(model, 'vendor')]
      return {
        name: textOf(model) ?? '', usable: usable === 'yes' || usable === 'no' ? usable : 'unknown', deprecated: valueOf(model, 'deprecated') === 'yes',
        ...vendor !== undefined && vendor !== 'unknown' && { vendor },
      }
    }),
    cpuFeatures: childrenOf(mode('host-model'), 'feature').flatMap(feature => valueOf(feature, 'policy') === 'require' ? valueOf(feature, 'name') ?? [] : []),
    // Modes are no enumeration there, and say the same.
    enums: { ...enumsIn(root), 'cpu/mode': childrenOf(childOf(root, 'cpu'), 'mode').flatMap(one => valueOf(one, 'supported') === 'yes' ? valueOf(one, 'name') ?? [] : []) },
  }
}

/** `<video><enum name='modelType'>` is `video/modelType`. Of what is not supported nothing is. */
function enumsIn(root: Element): DomainFacts['enums'] {
  const found: Record<string, readonly string[]> = {}
  visit(root, element => {
    for (const one of childElements(element, 'enum')) found[`${element.name}/${valueOf(one, 'name') ?? ''}`] = valueOf(element, 'supported') === 'no' ? [] : textsOf(one, 'value')
  })
  return found
}

const textsOf = (element: Element | undefined, name: string): readonly string[] => childrenOf(element, name).flatMap(one => textOf(one) ?? [])
