// Virtdeck: Start. A machine, a network or a pool.
import { kinds } from '../hosts/kinds'
import type { Command } from './command'
import { act } from './on-host'

export const start: Command = {
  id: 'virtdeck.start',
  run: (session, argument) => act(session, argument, {
    title: 'Start', doing: 'Starting', not: 'was not started', done: 'runs',
    args: ({ kind }) => kinds[kind].start ? [kinds[kind].start] : null,
  }),
}
