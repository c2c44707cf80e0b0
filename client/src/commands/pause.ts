// Virtdeck: Pause. Its processors stand still, its memory stays.
import type { Command } from './command'
import { act } from './on-host'

export const pause: Command = {
  id: 'virtdeck.pause',
  run: (session, argument) => act(session, argument, {
    title: 'Pause', doing: 'Pausing', not: 'was not paused', done: 'is paused',
    args: ({ kind }) => kind === 'domain' ? ['suspend'] : null,
  }),
}
