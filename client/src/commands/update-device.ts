// Virtdeck: Update Device. The device at the caret, changed: another medium, another link state.
import type { Command } from './command'
import { changeDevice } from './device'

export const updateDevice: Command = {
  id: 'virtdeck.updateDevice',
  run: (session, argument) => changeDevice(session, argument, 'update', 'Update Device', 'updated'),
}
