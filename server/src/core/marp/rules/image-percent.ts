// `w:50%` or `50%` in an ordinary image: Marp takes the word away and does nothing with it.
import type { Finding, Rule } from './rule'

export const imagePercent: Rule = {
  code: 'marp/image-percent',
  what: 'A percentage for an image that is no background.',
  level: 'warning',
  docs: {
    why: 'Percentages are for backgrounds. In an ordinary image Marp reads the word, takes it away from the alternative text, and leaves the size as it is.',
    mend: 'Give a length, such as `w:600px`, or make the image a background with `bg`.',
    by: 'marpit, markdown/image/apply.js',
  },
  check: deck => deck.pictures.filter(({ background }) => !background).flatMap(({ words }) => words.flatMap(({ text, word, span }): readonly Finding[] => {
    if (!word || !text.endsWith('%') || !['percent', 'width', 'height'].includes(word.name)) return []
    return [{ span, message: `A percentage has no effect on an image in the text: write a length instead of \`${text}\`, such as \`w:600px\`, or add \`bg\`.` }]
  })),
}
