// Virtdeck: Move Slide Up. It changes places with the one above it.
import type { Command } from './command'
import { changeSlide } from './slides'

export const moveSlideUp: Command = {
  id: 'virtdeck.moveSlideUp',
  /** Gives `{ slide }`, the number of the slide where the caret is then. */
  run: (session, argument) => changeSlide(session, argument, 'Move slide up', -1),
}
