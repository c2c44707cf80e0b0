// `left:33`, `right:400px`: how much a split takes is a percentage; otherwise the word is a caption, and nothing is split.
import { mending, type Finding, type Rule } from './rule'

export const imageSplitSize: Rule = {
  code: 'marp/image-split-size',
  what: 'A split background whose share is no percentage.',
  level: 'warning',
  docs: {
    why: 'Marp reads `left:33%`, and neither lengths nor bare numbers. Such a word splits nothing; it appears as a caption.',
    mend: 'Write a percentage: `left:33%`.',
    by: 'marpit, markdown/background_image/parse.js',
  },
  check: deck => deck.pictures.filter(({ background }) => background).flatMap(({ words }) => words.flatMap(({ text, word, span }): readonly Finding[] => {
    const [, side = '', size = ''] = word ? [] : /^(left|right):(.*)$/i.exec(text) ?? []
    if (side === '') return []
    const number = /^[\d.]+$/.exec(size)?.[0]
    const part = number === undefined ? undefined : Number(number) <= 1 && number.includes('.') ? String(Math.round(Number(number) * 100)) : number
    return [{
      span, message: `The share of a split is a percentage, so \`${text}\` splits nothing: write \`${side.toLowerCase()}:${part ?? '40'}%\`.`,
      ...part !== undefined && Number(part) <= 100 && mending(`Change to \`${side.toLowerCase()}:${part}%\``, `${side.toLowerCase()}:${part}%`),
    }]
  })),
}
