// Virtdeck: Split Slide Here. What is from the caret's line on becomes a slide of its own.
import type { Command } from './command'
import { changeSlide } from './slides'

export const splitSlide: Command = {
  id: 'virtdeck.splitSlide',
  /** Gives `{ slide }`, the number of the slide where the caret is then. */
  run: (session, argument) => changeSlide(session, argument, 'Split slide here', 0),
}
