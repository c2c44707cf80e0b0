// A word in the brackets of a background that is close to one that Marp knows: as it is, it becomes a caption under the image.
import { meantWord } from '../words'
import { mending, type Finding, type Rule } from './rule'

export const imageKeyword: Rule = {
  code: 'marp/image-keyword',
  what: 'A misspelt word in the brackets of a background.',
  level: 'warning',
  docs: {
    why: 'Marp reads each word in the brackets of a background; one that it does not know is shown as a caption, and does nothing else.',
    mend: 'Write the word as Marp knows it: `virtdeck explain marp` lists all.',
    by: 'marpit, markdown/image/parse.js and markdown/background_image/parse.js',
  },
  check: deck => deck.pictures.filter(({ background }) => background).flatMap(({ words }) => {
    // Several words that are none are a caption that somebody wants.
    const strange = words.filter(({ word }) => !word)
    return strange.length > 2 ? [] : strange.flatMap(({ text, span }): readonly Finding[] => {
      const meant = meantWord(text)
      return meant === undefined ? [] : [{ span, message: `Marp knows no \`${text}\` in the brackets of an image and shows it as a caption: did you mean \`${meant}\`?`, ...mending(`Change to \`${meant}\``, meant) }]
    })
  }),
}
