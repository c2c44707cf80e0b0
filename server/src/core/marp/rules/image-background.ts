// Words that only a background heeds, in an image that is none: all its words are such, so that a `bg` was forgotten or misspelt.
import { imageWordOf } from '../images'
import { mending, type Finding, type Rule } from './rule'

export const imageBackground: Rule = {
  code: 'marp/image-background',
  what: 'Words for backgrounds in the brackets of an image without `bg`.',
  level: 'warning',
  docs: {
    why: '`left`, `cover`, `fit` and their like are read in backgrounds only. Without `bg` the image stands in the text, in its own size, and the words are its alternative text.',
    mend: 'Add `bg`, or write what the picture shows.',
    by: 'marpit, markdown/background_image/parse.js',
  },
  check: deck => deck.pictures.flatMap(({ background, words, alt }): readonly Finding[] => {
    if (background || words.length === 0) return []
    const upper = words.find(({ text }) => /^bg$/i.test(text))
    const others = words.filter(word => word !== upper)
    if (upper && others.every(({ text }) => imageWordOf(text))) return [{ span: upper.span, message: `\`${upper.text}\` makes no background: Marp reads \`bg\` in small letters only.`, ...mending('Change to `bg`', 'bg', upper.span) }]
    const only = words.filter(({ text }) => imageWordOf(text)?.background && text !== 'auto')
    // `left` alone may say what the picture shows.
    if (!words.every(({ text }) => imageWordOf(text)) || !only.some(({ text }) => text.includes(':') || text === 'cover' || text === 'contain' || only.length > 1)) return []
    return [{ span: only[0]!.span, message: `Only a background heeds \`${only[0]!.text}\`: add \`bg\`.`, ...mending('Add `bg`', 'bg ', { start: alt.start, end: alt.start }) }]
  }),
}
