// Virtdeck: Detach Device. The device at the caret, pulled out; a guest may take its time.
import type { Command } from './command'
import { changeDevice } from './device'

export const detachDevice: Command = {
  id: 'virtdeck.detachDevice',
  run: (session, argument) => changeDevice(session, argument, 'detach', 'Detach Device', 'detached'),
}
