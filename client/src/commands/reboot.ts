// Virtdeck: Reboot. The guest is asked to.
import type { Command } from './command'
import { act } from './on-host'

export const reboot: Command = {
  id: 'virtdeck.reboot',
  run: (session, argument) => act(session, argument, {
    title: 'Reboot', doing: 'Rebooting', not: 'was not asked to reboot', done: 'was asked to reboot',
    args: ({ kind }) => kind === 'domain' ? ['reboot'] : null,
  }),
}
