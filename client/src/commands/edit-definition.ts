// Virtdeck: Edit Definition. The same to be changed: saving defines it, unless somebody else has changed it in the meantime.
import type { Command } from './command'
import { open } from './open-definition'

export const editDefinition: Command = {
  id: 'virtdeck.editDefinition',
  run: (session, argument) => open(session, argument, 'edit'),
}
