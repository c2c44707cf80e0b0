// Virtdeck: Undefine. Its definition goes, the images of its disks stay; a volume goes with its data.
import { kinds } from '../hosts/kinds'
import type { Command } from './command'
import { act } from './on-host'

export const undefine: Command = {
  id: 'virtdeck.undefine',
  run: (session, argument) => act(session, argument, {
    title: 'Undefine', doing: 'Undefining', not: 'was not undefined', done: 'is undefined',
    args: ({ kind }) => [kinds[kind].undefine],
    ask: ({ kind, name, pool }, connection) => ({
      question: kind === 'volume' ? `Delete the volume “${name}” of the pool “${pool}” on ${connection}?` : `Undefine the ${kinds[kind].label} “${name}” on ${connection}?`,
      yes: kind === 'volume' ? 'Delete' : 'Undefine',
      detail: kind === 'volume' ? 'Its data is deleted with it.' : kind === 'domain' ? 'This deletes its definition. The images of its disks stay. While it runs, it goes on until it is stopped.' : 'This deletes its definition.',
    }),
  }),
}
