// What a document asks for that the chosen host has not got. libvirt would say so when the domain is defined or started there.
// What the host did not tell, it is not said to lack.
import type { DomainFacts, Emulation, HostFacts, HostNamed } from '../../host'
import type { Id, Problem, Span } from '../../model'
import type { RuleInfo } from '../../service'
import { closestName } from '../../text/names'
import type { XmlDocument } from '../../xml/tree'
import { elementAt, elementsAt } from '../../xml/walk'
import { holdsPlaceholder } from '../placeholders'
import { childrenOf, textOf, textSpanOf, valueOf, valueSpanOf } from '../read'
import { deviceFor, placesOfDevices } from './assigned'
import { emulationOf, exactly, guestsFor } from './emulation'
import { supported } from './supported'

const rule = (name: string, title: string, why: string, mend: string, by: string): RuleInfo =>
  ({ code: `libvirt/host-${name}`, level: 'warning', across: 'host', title, docs: { why, mend, by } })

const undefinedOn = (name: string, word: string, by: string): RuleInfo =>
  rule(name, `A ${word} that the chosen host does not have.`, `A domain that names a ${word} which is not there does not start.`, 'Correct the name, or define it there.', by)

export const hostRules: readonly RuleInfo[] = [
  rule('type', 'A domain of a type, or for an architecture, that the chosen host runs none of.', 'It is refused when it is defined: the host has no driver, no emulator or no KVM for it.', 'Choose another connection, or install what is missing there.', 'virCapabilitiesDomainDataLookup'),
  rule('machine', 'A machine type that the chosen host’s emulator does not have.', 'It is refused when it is defined. Machine types carry the version of QEMU that brought them.', 'Choose one that the host has: an alias such as `q35` means the newest.', 'virQEMUCapsIsMachineSupported'),
  rule('cpu-model', 'A CPU model that the chosen host does not know.', 'The domain does not start.', 'Choose one that completion says is usable there, or `host-model`.', 'qemuProcessUpdateGuestCPU, when the domain is started'),
  rule('model', 'A device model, a type or a backend that the chosen host lists none of.', 'It was built without it, or a program or package is missing there.', 'Choose another, or install what is missing there.', 'virDomainCapsDeviceDefValidate, qemuValidateDomainDeviceDef, qemuFirmwareFillDomain'),
  rule('device', 'A PCI device that the chosen host does not have.', 'The domain does not start.', 'Choose one of those that completion offers.', 'virPCIDeviceNew, when the domain is started'),
  undefinedOn('network', 'network', 'virNetworkObjFindByName, when the domain is started'),
  undefinedOn('pool', 'storage pool', 'virStoragePoolObjFindByName, when the domain is started'),
  undefinedOn('volume', 'volume', 'storageVolLookupByName, when the domain is started'),
  undefinedOn('nwfilter', 'network filter', 'virNWFilterObjListFindInstantiateFilter, when the domain is started'),
  undefinedOn('secret', 'secret', 'virSecretGetSecretString, when the domain is started'),
]

export function lacksOf(document: XmlDocument, ids: readonly Id[], host: HostFacts): readonly Problem[] {
  const emulation = emulationOf(document)
  const guests = emulation && host.guests.length ? foreign(document, emulation, host) : []
  const domain = emulation && exactly(host, emulation)
  return [
    ...guests,
    ...emulation && !guests.length ? machine(document, emulation, host) : [],
    ...domain ? [...cpu(document, domain, host), ...models(document, domain, host)] : [],
    ...devices(document, host),
    ...names(ids, host),
  ]
}

/** `there`: what it has instead, one of which may have been meant. */
function lack(name: string, span: Span | undefined, what: string, mend: string, there: Iterable<string> = [], value = ''): readonly Problem[] {
  const meant = closestName(value, there)
  return span ? [{
    code: `libvirt/host-${name}`, level: 'warning', span, message: `${what}: ${meant === undefined ? mend : `did you mean \`${meant}\`?`}`, ...meant !== undefined && { data: { suggestion: meant } },
  }] : []
}

const offered = 'choose one of those that completion offers.'

/** Of another driver, or for a processor that nothing there emulates. */
function foreign(document: XmlDocument, { virttype, arch }: Emulation, host: HostFacts): readonly Problem[] {
  const root = elementAt(document, 'domain')!
  const type = elementAt(document, 'domain/os/type')
  const fitting = guestsFor(host, { ...arch !== undefined && { arch } })
  if (arch !== undefined && !fitting.length) {
    return lack('type', valueSpanOf(type, 'arch'), `${host.connection} runs no \`${arch}\` machines`, 'choose another connection, or install an emulator for them there.')
  }
  const all = fitting.flatMap(({ virttypes }) => virttypes)
  if (virttype === undefined || !all.length || all.includes(virttype)) return []
  return virttype === 'kvm' && all.includes('qemu')
    ? lack('type', valueSpanOf(root, 'type'), `${host.connection} has no KVM for ${arch ?? host.arch ?? 'such'} machines`, 'use `qemu` (emulated, slow), or switch virtualization on there.')
    : lack('type', valueSpanOf(root, 'type'), `${host.connection} runs no \`${virttype}\` domains`, 'choose another connection.')
}

function machine(document: XmlDocument, emulation: Emulation, host: HostFacts): readonly Problem[] {
  const { machine: wanted, emulator } = emulation
  const guests = guestsFor(host, emulation)
  const known = guests.flatMap(({ machines }) => machines.map(({ name }) => name))
  // An emulator of one's own has machines of its own.
  if (wanted === undefined || !known.length || known.includes(wanted) || emulator !== undefined && !guests.some(guest => guest.emulator === emulator)) return []
  return lack('machine', valueSpanOf(elementAt(document, 'domain/os/type'), 'machine'), `${host.connection} has no machine type \`${wanted}\``, offered, known, wanted)
}

function cpu(document: XmlDocument, { cpuModels }: DomainFacts, host: HostFacts): readonly Problem[] {
  const element = elementAt(document, 'domain/cpu')
  const [model] = childrenOf(element ?? undefined, 'model')
  const name = textOf(model)
  const mode = valueOf(element, 'mode') ?? 'custom'
  if (mode !== 'custom' || name === undefined || holdsPlaceholder(name) || !cpuModels.length || cpuModels.some(one => one.name === name)) return []
  return lack('cpu-model', textSpanOf(model), `${host.connection} knows no CPU model \`${name}\``, offered, cpuModels.map(one => one.name), name)
}

function models(document: XmlDocument, { enums }: DomainFacts, { connection }: HostFacts): readonly Problem[] {
  return supported.flatMap(({ at, from, what, whole, mend }) => {
    const values = enums[from]
    if (!whole || !values) return []
    const [path = '', name = ''] = at.split('@')
    return elementsAt(document, path).flatMap(element => {
      const value = valueOf(element, name)
      if (value === undefined || value === 'default' || values.includes(value) || holdsPlaceholder(value)) return []
      return lack('model', valueSpanOf(element, name), `${connection} has no ${what} \`${value}\``, `${mend ?? (values.length ? `it has ${listed(values)}` : 'leave it out')}.`)
    })
  })
}

const listed = (values: readonly string[]): string => values.map(value => `\`${value}\``).join(', ')

function devices(document: XmlDocument, host: HostFacts): readonly Problem[] {
  // USB devices come and go, and what else there is may be made when it is needed.
  if (!host.listed.has('device')) return []
  return placesOfDevices(document).flatMap(place => place.bus !== 'pci' || deviceFor(place, host) ? []
    : lack('device', place.element.nameSpan, `${host.connection} has no PCI device ${place.words} that could be given away`, offered))
}

const kinds: Readonly<Record<HostNamed['kind'], { readonly rule: string, readonly word: string }>> = {
  network: { rule: 'network', word: 'network' },
  pool: { rule: 'pool', word: 'storage pool' },
  volume: { rule: 'volume', word: 'volume' },
  filter: { rule: 'nwfilter', word: 'network filter' },
  secret: { rule: 'secret', word: 'secret' },
  'secret by usage': { rule: 'secret', word: 'secret for' },
}

const isHostKind = (kind: string): kind is HostNamed['kind'] => kind in kinds

function names(ids: readonly Id[], { connection, listed, named }: HostFacts): readonly Problem[] {
  return ids.flatMap(({ kind, value, role, exact, span }) => {
    if (role !== 'uses' || !exact || !isHostKind(kind) || !listed.has(kind) || holdsPlaceholder(value)) return []
    if (ids.some(other => other.role === 'defines' && other.kind === kind && other.value === value)) return []
    const there = named.filter(one => one.kind === kind)
    if (there.some(one => spelled(one) === spelled({ kind, value }))) return []
    const { rule, word } = kinds[kind]
    return lack(rule, span, `${connection} has no ${word} \`${value}\``, 'correct the name, or define it there.', kind === 'secret' ? [] : there.map(one => one.value), value)
  })
}

/** UUIDs are the same with or without dashes (virUUIDParse). */
const spelled = ({ kind, value }: Pick<HostNamed, 'kind' | 'value'>): string => kind === 'secret' ? value.toLowerCase().replaceAll('-', '') : value
