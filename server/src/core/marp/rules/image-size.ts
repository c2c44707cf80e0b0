// `w:10rem`, `width=300`, `w: 300px`: sizes that Marp does not read. In the text of an image they would be silly, so they are meant.
import { mending, type Finding, type Rule } from './rule'

export const imageSize: Rule = {
  code: 'marp/image-size',
  what: 'A width or height that Marp does not read.',
  level: 'warning',
  docs: {
    why: 'Marp reads `w:`, `width:`, `h:` and `height:` with a number that is not negative and one of `px`, `cm`, `mm`, `in`, `pt`, `pc`, `em`, `ex`, `ch` or `%`, or with `auto`; no blank may stand behind the colon. Everything else leaves the image in its own size.',
    mend: 'Write it so: `w:300px`, `height:10cm`.',
    by: 'marpit, markdown/image/parse.js',
  },
  check: deck => deck.pictures.flatMap(({ words }) => words.flatMap(({ text, word, span }, index): readonly Finding[] => {
    const [, name = '', sign = '', value = ''] = word ? [] : /^(w|h|width|height)([:=])(.*)$/i.exec(text) ?? []
    if (name === '') return []
    const next = words[index + 1]
    const lower = name.toLowerCase()
    if (value === '') {
      const size = next && /^(?:[\d.]+[a-z%]*|auto)$/i.test(next.text) ? next : undefined
      return [{
        span: size ? { start: span.start, end: size.span.end } : span,
        message: size ? `No blank may stand behind the colon: Marp reads \`${lower}:${size.text}\`, and nothing of \`${text} ${size.text}\`.` : `\`${text}\` has no value: write a size behind the colon, such as \`${lower}:300px\`.`,
        ...size && mending(`Change to \`${lower}:${size.text}\``, `${lower}:${size.text}`, { start: span.start, end: size.span.end }),
      }]
    }
    const good = /^(?:(?:\d*\.)?\d+(?:%|ch|cm|em|ex|in|mm|pc|pt|px)?|auto)$/i.exec(value)?.[0].toLowerCase()
    if (good !== undefined) return [{ span, message: `Marp does not read \`${text}\`: write \`${lower}:${good}\`, with a colon and in small letters.`, ...mending(`Change to \`${lower}:${good}\``, `${lower}:${good}`) }]
    if (sign === '=' || !/^-?[\d.]+[a-z]*$|^calc\(/i.test(value)) return []
    return [{ span, message: value.startsWith('-') ? `Marp reads no negative size, so \`${text}\` does nothing.` : `Marp does not read \`${text}\`, so the image keeps its size: use \`px\`, \`cm\`, \`mm\`, \`in\`, \`pt\`, \`pc\`, \`em\`, \`ex\`, \`ch\`${words.some(({ text: other }) => other === 'bg') ? ' or `%`' : ''}.` }]
  })),
}
