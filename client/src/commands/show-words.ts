// Virtdeck: Show libvirt's Words. What virsh was given and what it said.
import type { Command } from './command'
import { isResult, sideOf } from './on-host'

export const showWords: Command = {
  id: 'virtdeck.showWords',
  run(session) {
    const side = sideOf(session, 'Show libvirt’s Words')
    if (!isResult(side)) side.log.show()
    return Promise.resolve()
  },
}
