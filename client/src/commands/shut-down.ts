// Virtdeck: Shut Down. The guest is asked to, and may take its time or refuse.
import type { Command } from './command'
import { act } from './on-host'

export const shutDown: Command = {
  id: 'virtdeck.shutDown',
  run: (session, argument) => act(session, argument, {
    title: 'Shut Down', doing: 'Shutting down', not: 'was not asked to shut down', done: 'was asked to shut down',
    args: ({ kind }) => kind === 'domain' ? ['shutdown'] : null,
  }),
}
