// Virtdeck: Create Transient. It runs at once, and is gone when it stops.
import type { Command } from './command'
import { defineDocument } from './defining'

export const createTransient: Command = {
  id: 'virtdeck.createTransient',
  run: (session, argument) => defineDocument(session, argument, 'create'),
}
