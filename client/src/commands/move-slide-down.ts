// Virtdeck: Move Slide Down. It changes places with the one below it.
import type { Command } from './command'
import { changeSlide } from './slides'

export const moveSlideDown: Command = {
  id: 'virtdeck.moveSlideDown',
  /** Gives `{ slide }`, the number of the slide where the caret is then. */
  run: (session, argument) => changeSlide(session, argument, 'Move slide down', 1),
}
