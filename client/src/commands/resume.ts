// Virtdeck: Resume. The other way of Pause.
import type { Command } from './command'
import { act } from './on-host'

export const resume: Command = {
  id: 'virtdeck.resume',
  run: (session, argument) => act(session, argument, {
    title: 'Resume', doing: 'Resuming', not: 'was not resumed', done: 'runs on',
    args: ({ kind }) => kind === 'domain' ? ['resume'] : null,
  }),
}
