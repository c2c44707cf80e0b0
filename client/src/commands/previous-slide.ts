// Virtdeck: Previous Slide. The caret goes there.
import type { Command } from './command'
import { stepSlide } from './slides'

export const previousSlide: Command = {
  id: 'virtdeck.previousSlide',
  /** Gives `{ slide }`, the number of the slide where the caret is then. */
  run: (session, argument) => stepSlide(session, argument, -1),
}
