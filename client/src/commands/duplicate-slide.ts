// Virtdeck: Duplicate Slide. Another one like it stands below it.
import type { Command } from './command'
import { changeSlide } from './slides'

export const duplicateSlide: Command = {
  id: 'virtdeck.duplicateSlide',
  /** Gives `{ slide }`, the number of the slide where the caret is then. */
  run: (session, argument) => changeSlide(session, argument, 'Duplicate slide', 1),
}
