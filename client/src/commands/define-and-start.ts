// Virtdeck: Define and Start. The same, and then it runs.
import type { Command } from './command'
import { defineDocument } from './defining'

export const defineAndStart: Command = {
  id: 'virtdeck.defineAndStart',
  run: (session, argument) => defineDocument(session, argument, 'define-and-start'),
}
