// Words of one background that cannot hold both: Marp takes the last, or the stronger one.
import type { ImageWord } from '../images'
import type { Finding, Rule } from './rule'

export const imageConflict: Rule = {
  code: 'marp/image-conflict',
  what: 'Two words in the brackets of an image of which only one can hold.',
  level: 'warning',
  docs: {
    why: 'Of several widths, heights, sides, directions or ways to scale, Marp takes the last. A percentage wins over `cover`, `contain` and `auto`.',
    mend: 'Keep the one that you want.',
    by: 'marpit, markdown/image/parse.js and markdown/background_image/advanced.js',
  },
  check: deck => deck.pictures.flatMap(({ words }) => groups.flatMap((group): readonly Finding[] => {
    const found = words.filter(({ word }) => word && group.includes(word.name))
    const last = found.at(-1)
    if (!last || found.length < 2) return []
    return found.slice(0, -1).map(({ text, span }) => ({
      span, message: text === last.text ? `\`${text}\` stands here twice: remove one of them.` : `Of \`${text}\` and \`${last.text}\` only the last holds: remove one of them.`, related: [{ span: last.span, message: `\`${last.text}\` holds` }],
    }))
  })),
}

const groups: readonly (readonly ImageWord['name'][])[] = [['width'], ['height'], ['left', 'right'], ['vertical', 'horizontal'], ['cover', 'contain', 'fit', 'auto'], ['percent'], ['bg']]
