// What a host has, asked of it by its one virsh, question by question, so that what a person asks meanwhile waits for one of them at most.
import type { Emulation, HostAnswers, HostListed, HostNamed } from '../../../server/src/protocol/messages'
import type { Answer } from '../virsh/answer'
import type { Session } from '../virsh/session'
import { listObjects } from './list'

/** What stays as it is until somebody installs something: asked once, and again when the person refreshes. */
export interface Lasting {
  capabilities?: string
  /** By what was asked; null where libvirt refused. */
  readonly domains: Map<string, { readonly asked: Emulation; readonly xml: string } | null>
  devices?: { readonly xml: readonly string[]; readonly whole: boolean; /** When, in milliseconds. */ readonly read: number }
}

export const nothingYet = (): Lasting => ({ domains: new Map() })

/** The first time libvirt starts each emulator to ask what it can do. */
const patience = 60_000
const usual = 20_000

/** Nobody chooses among more. */
const mostDevices = 300
const mostPools = 50
const mostInterfaces = 50

/** Only a host that does not answer fails: what its driver does not know is left out. */
class Unanswered extends Error {
  constructor(readonly answer: Answer) {
    super(answer.text)
  }
}

export interface Asking {
  readonly session: Session
  readonly lasting: Lasting
  /** Asked before each question: one that runs is not broken off, since virsh would end with it, and a mock host with all it has. */
  goesOn(): boolean
  tell(answers: HostAnswers): void
}

const stopped: Answer = { outcome: 'cancelled', text: 'cancelled' }

/** Tells what is known after each part, the dearest last; answers why it could not go on, or null. */
export async function askHost({ session, lasting, goesOn, tell }: Asking, wanted: Emulation | undefined): Promise<Answer | null> {
  const ask = async (args: readonly string[], timeLimit = usual): Promise<string | null> => {
    if (!goesOn()) throw new Unanswered(stopped)
    const answer = await session.ask(args, { timeLimit })
    if (answer.outcome === 'done') return answer.text
    if (answer.outcome === 'refused') return null
    throw new Unanswered(answer)
  }
  try {
    lasting.capabilities ??= await ask(['capabilities'], patience) ?? ''
    for (const asked of [{}, ...wanted && mayStart(wanted, lasting.capabilities) ? [wanted] : []]) {
      const key = optionsFor(asked).join(' ')
      if (lasting.domains.has(key)) continue
      const xml = await ask(['domcapabilities', ...optionsFor(asked)], patience)
      lasting.domains.set(key, xml === null ? null : { asked, xml })
    }
    const { named, listed } = await namesOn(session, goesOn)
    const known = (devices: readonly string[], whole: boolean): HostAnswers => ({
      connection: session.connection, capabilities: lasting.capabilities ?? '', domains: [...lasting.domains.values()].flatMap(one => one ?? []),
      named, listed: whole ? [...listed, 'device'] : listed, devices,
    })
    if (!lasting.devices) {
      tell(known([], false))
      lasting.devices = await devicesOn(ask)
    }
    tell(known(lasting.devices.xml, lasting.devices.whole))
    return null
  } catch (error) {
    if (error instanceof Unanswered) return error.answer
    throw error
  }
}

/** libvirt would start an emulator that it is asked about: one that only a document names is none of its own. */
const mayStart = ({ emulator }: Emulation, capabilities: string): boolean => emulator === undefined || capabilities.includes(`<emulator>${emulator}</emulator>`)

const optionsFor = ({ virttype, arch, machine, emulator }: Emulation): readonly string[] =>
  Object.entries({ virttype, arch, machine, emulatorbin: emulator }).flatMap(([name, value]) => value === undefined ? [] : [`--${name}=${value}`])

async function namesOn(session: Session, goesOn: Asking['goesOn']): Promise<{ readonly named: readonly HostNamed[]; readonly listed: readonly HostListed[] }> {
  const named: HostNamed[] = []
  const listed: HostListed[] = []
  const list = async (kind: 'network' | 'pool' | 'volume' | 'nwfilter' | 'secret', pool?: string) => {
    if (!goesOn()) throw new Unanswered(stopped)
    const found = await listObjects(session, kind, pool, { timeLimit: usual })
    if ('objects' in found) return found.objects
    if (found.failed.outcome === 'refused') return null
    throw new Unanswered(found.failed)
  }
  const networks = await list('network')
  if (networks) listed.push('network')
  for (const { name, state } of networks ?? []) named.push({ kind: 'network', value: name, ...state === 'off' && { note: 'inactive' } })
  const pools = await list('pool')
  if (pools) listed.push('pool')
  for (const { name, state } of pools ?? []) named.push({ kind: 'pool', value: name, ...state === 'off' && { note: 'inactive' } })
  let whole = pools !== null && pools.length <= mostPools
  for (const { name, state } of pools?.slice(0, mostPools) ?? []) {
    const volumes = state === 'running' ? await list('volume', name) : null
    if (!volumes) whole = false
    for (const volume of volumes ?? []) named.push({ kind: 'volume', value: volume.name, pool: name })
  }
  if (whole) listed.push('volume')
  const filters = await list('nwfilter')
  if (filters) listed.push('filter')
  for (const { name } of filters ?? []) named.push({ kind: 'filter', value: name })
  const secrets = await list('secret')
  if (secrets) listed.push('secret', 'secret by usage')
  for (const { id, name } of secrets ?? []) {
    const [, type, usage] = /^(\w+) +(.+)$/.exec(name) ?? []
    named.push({ kind: 'secret', value: id, note: name }, ...type !== undefined && usage !== undefined ? [{ kind: 'secret by usage' as const, value: usage, note: type }] : [])
  }
  return { named, listed }
}

async function devicesOn(ask: (args: readonly string[]) => Promise<string | null>): Promise<NonNullable<Lasting['devices']>> {
  const listed = await ask(['nodedev-list', '--cap=pci,usb_device,scsi,storage,mdev,net'])
  const nodes = wordsOf(listed ?? '')
  const xml: string[] = []
  for (const node of nodes.slice(0, mostDevices)) xml.push(await ask(['nodedev-dumpxml', `--device=${node}`]) ?? '')
  // A table, for there is no other list: a name holds no spaces.
  const interfaces = (await ask(['iface-list', '--all']) ?? '').split('\n').slice(2).flatMap(line => /^\s*(\S+)/.exec(line)?.[1] ?? [])
  for (const name of interfaces.slice(0, mostInterfaces)) xml.push(await ask(['iface-dumpxml', `--interface=${name}`]) ?? '')
  return { xml, whole: listed !== null && nodes.length <= mostDevices, read: Date.now() }
}

const wordsOf = (text: string): readonly string[] => text.split('\n').map(line => line.trim()).filter(line => line !== '')
