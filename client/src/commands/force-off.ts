// Virtdeck: Force Off. As if the plug was pulled; a network or a pool is stopped.
import { kinds } from '../hosts/kinds'
import type { Command } from './command'
import { act } from './on-host'

export const forceOff: Command = {
  id: 'virtdeck.forceOff',
  run: (session, argument) => act(session, argument, {
    title: 'Force Off', doing: 'Stopping', not: 'was not stopped', done: 'is off',
    args: ({ kind }) => kinds[kind].stop ? [kinds[kind].stop] : null,
    ask: ({ kind, name }, connection) => ({
      question: `Stop “${name}” on ${connection} at once?`, yes: 'Force Off',
      detail: kind === 'domain' ? 'This is as if its plug was pulled: what the guest has not written yet is lost.' : 'Machines that use it lose it.',
    }),
  }),
}
