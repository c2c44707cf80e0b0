// A filter whose argument CSS does not take: browsers then drop all filters of the image.
import type { Finding, Rule } from './rule'

export const imageFilter: Rule = {
  code: 'marp/image-filter',
  what: 'A filter with an argument that CSS does not take.',
  level: 'warning',
  docs: {
    why: 'Marp hands the argument over to CSS unseen. When CSS cannot read one, the browser drops every filter of the image.',
    mend: 'Lengths need a unit (`blur:5px`), angles too (`hue-rotate:90deg`); the others take a number or a percentage.',
    by: 'marpit, markdown/image/parse.js; CSS Filter Effects',
  },
  check: deck => deck.pictures.flatMap(({ words }) => words.flatMap(({ text, word, span }): readonly Finding[] => {
    const [, name = '', value = ''] = /^([a-z-]+):(.*)$/.exec(text) ?? []
    const filter = filters[name]
    // What uses variables or sums is not ours to judge.
    if (!filter || (word && value !== '' && (filter.takes.test(value) || /[()]/.test(value)))) return []
    return [{ span, message: value === '' ? `\`${text}\` lacks its argument: write \`${filter.example}\`.` : `CSS does not take \`${value}\` here, and the browser then drops all filters of the image: write ${filter.says}, such as \`${filter.example}\`.` }]
  })),
}

const amount = { takes: /^(?:\d*\.)?\d+%?$/, says: 'a number or a percentage' } as const

const filters: Readonly<Record<string, { readonly takes: RegExp; readonly says: string; readonly example: string }>> = {
  blur: { takes: /^(?:0|(?:\d*\.)?\d+(?:px|r?em|ex|ch|cm|mm|in|pt|pc|vw|vh|vmin|vmax|q))$/i, says: 'a length with its unit', example: 'blur:5px' },
  'hue-rotate': { takes: /^-?(?:0|(?:\d*\.)?\d+(?:deg|rad|grad|turn))$/i, says: 'an angle with its unit', example: 'hue-rotate:90deg' },
  brightness: { ...amount, example: 'brightness:0.5' }, contrast: { ...amount, example: 'contrast:150%' }, grayscale: { ...amount, example: 'grayscale:1' }, invert: { ...amount, example: 'invert:1' },
  opacity: { ...amount, example: 'opacity:50%' }, saturate: { ...amount, example: 'saturate:2' }, sepia: { ...amount, example: 'sepia:1' },
}
