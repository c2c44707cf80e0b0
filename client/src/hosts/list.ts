// What a host has, asked of it: names and states, as virsh prints them where it prints nothing but them.
import type { Answer } from '../virsh/answer'
import type { AskOptions, Session } from '../virsh/session'
import { kinds, type HostObject, type Kind, type State } from './kinds'

export type Listed = { readonly objects: readonly HostObject[] } | { readonly failed: Answer }

/** Things of one kind, by name; a driver that knows none has none. */
export async function listObjects(session: Session, kind: Kind, pool?: string, options?: AskOptions): Promise<Listed> {
  const ask = (...args: readonly string[]): Promise<Answer> => session.ask([kinds[kind].list, ...args], options)
  const sorted = (objects: readonly HostObject[]): Listed => ({ objects: [...objects].sort((a, b) => a.name.localeCompare(b.name)) })
  switch (kind) {
    case 'domain': {
      const all = await ask('--all', '--uuid', '--name')
      const running = await ask('--state-running', '--uuid')
      const paused = await ask('--state-paused', '--uuid')
      const active = await ask('--uuid')
      const failed = [all, running, paused, active].find(({ outcome }) => outcome !== 'done')
      if (failed) return { failed }
      const [on, held, up] = [running, paused, active].map(({ text }) => new Set(linesOf(text).map(line => line.trim())))
      const stateOf = (uuid: string): State => held!.has(uuid) ? 'paused' : on!.has(uuid) || up!.has(uuid) ? 'running' : 'off'
      return sorted(linesOf(all.text).flatMap(line => {
        const [, uuid, name] = /^\s*([0-9a-f-]{36}) (.*)$/.exec(line) ?? []
        return uuid === undefined || name === undefined ? [] : [{ kind, name, id: uuid, state: stateOf(uuid) }]
      }))
    }
    case 'network':
    case 'pool': {
      const all = await ask('--all', '--name')
      const active = await ask('--name')
      const failed = [all, active].find(({ outcome }) => outcome !== 'done')
      if (failed) return unsupported(failed) ? { objects: [] } : { failed }
      const on = new Set(linesOf(active.text).map(line => line.trimEnd()))
      return sorted(linesOf(all.text).map(line => line.trimEnd()).map(name => ({ kind, name, id: name, state: on.has(name) ? 'running' : 'off' })))
    }
    case 'volume':
    case 'nwfilter':
    case 'secret': {
      const all = await ask(...pool === undefined ? [] : [`--pool=${pool}`])
      if (all.outcome !== 'done') return unsupported(all) ? { objects: [] } : { failed: all }
      return sorted(linesOf(all.text).flatMap(line => {
        // Two columns: a volume's name and path; a filter's UUID and name; a secret's UUID and what it is for.
        const [, first = '', second = ''] = (kind === 'volume' ? /^ (.*?) {2,}(\/.*|\S.*)$/ : /^ (\S+) +(.*)$/).exec(line.trimEnd()) ?? []
        if (first === '') return []
        const name = kind === 'volume' ? first : second
        return [{ kind, name, id: first, state: 'none' as const, ...(pool !== undefined && { pool }) }]
      }))
    }
  }
}

/** The driver has nothing of the kind, or none of it is at hand: not a fault of the connection. */
const unsupported = ({ outcome, text }: Answer): boolean =>
  outcome === 'refused' && /not supported by the connection driver|no connection driver available|pool .* is not active|storage pool .* is not active/.test(text)

const linesOf = (text: string): readonly string[] => text.split('\n').filter(line => line.trim() !== '')
