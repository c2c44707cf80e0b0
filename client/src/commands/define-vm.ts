// Virtdeck: Define. A document of the kinds that a host keeps; what is there already is compared first.
import type { Command } from './command'
import { defineDocument } from './defining'

export const defineVm: Command = {
  id: 'virtdeck.defineVm',
  run: (session, argument) => defineDocument(session, argument, 'define'),
}
