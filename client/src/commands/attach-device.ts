// Virtdeck: Attach Device. The device at the caret, plugged in.
import type { Command } from './command'
import { changeDevice } from './device'

export const attachDevice: Command = {
  id: 'virtdeck.attachDevice',
  run: (session, argument) => changeDevice(session, argument, 'attach', 'Attach Device', 'attached'),
}
