// Virtdeck: Next Slide. The caret goes there.
import type { Command } from './command'
import { stepSlide } from './slides'

export const nextSlide: Command = {
  id: 'virtdeck.nextSlide',
  /** Gives `{ slide }`, the number of the slide where the caret is then. */
  run: (session, argument) => stepSlide(session, argument, 1),
}
