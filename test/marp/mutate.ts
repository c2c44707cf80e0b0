// Changes to a deck, of the sorts that people make, and some that nobody would: each on the text, by chance that can be repeated.
import type { Random } from '../proof/random'

export const mutated = (text: string, random: Random): string => {
  let result = text
  for (let times = 1 + random.below(3); times > 0; times--) result = random.pick(changes)(result, random)
  return result
}

type Change = (text: string, random: Random) => string

const lines = (text: string): string[] => text.split('\n')

/** What decks are made of. */
const pieces: readonly string[] = [
  '---', '----', '***', '___', '- - -', '...', '<!--', '-->', '<!-- -->', '<!-- class: x -->', '<!-- _class: y -->', '<!-- _color: #fff -->', '<!-- paginate: hold -->', '<!-- _paginate: -->', '<!-- header: a: b -->', '<!-- theme: gaia -->',
  '<!-- headingDivider: 2 -->', '<!-- fit -->', '<!-- a note -->', '<!--\nclass: z\ncolor: red\n-->', '<!-- note: x\nclass: y -->', '<style>', '</style>', '<style scoped>a{}</style>', '```', '~~~', '    ', '\t', '  ', '> ', '- ', '* ', '1. ',
  '# ', '## ', '===', '![bg](a.png)', '![w:30 b](c.png "t")', '![bg left:30% blur](<a b.png>)', '![](x', '[r]: y.png', '![r]', '![alt][r]', '`', '``', '*', '**', '_', '\\', '|', '| a | b |\n|---|---|\n| ![bg](c) | d |', '<div>', '</div>', '<b>',
  ':', '"', "'", '#', '&', '[', ']', '{', '}', '(', ')', 'key: value', 'class: [a, b]', 'style: |', '$', '$$', '\r\n', '\u00a0', '\u2028', '<!b>', 'http://a.b/', '&amp;', '\0', '~~',
]

const changes: readonly Change[] = [
  // A piece is put in, at any place or on a line of its own.
  (text, random) => {
    const at = random.below(text.length + 1)
    return text.slice(0, at) + random.pick(pieces) + text.slice(at)
  },
  (text, random) => {
    const all = lines(text)
    all.splice(random.below(all.length + 1), 0, random.pick(pieces))
    return all.join('\n')
  },
  // A line goes, comes twice, moves, or changes its indentation.
  (text, random) => {
    const all = lines(text)
    all.splice(random.below(all.length), 1)
    return all.join('\n')
  },
  (text, random) => {
    const all = lines(text)
    const at = random.below(all.length)
    all.splice(at, 0, all[at] ?? '')
    return all.join('\n')
  },
  (text, random) => {
    const all = lines(text)
    const [moved = ''] = all.splice(random.below(all.length), 1)
    all.splice(random.below(all.length + 1), 0, moved)
    return all.join('\n')
  },
  (text, random) => {
    const all = lines(text)
    const at = random.below(all.length)
    all[at] = random.pick([' ', '  ', '    ', '\t', '> ', '- ']) + (all[at] ?? '')
    return all.join('\n')
  },
  // Two lines become one, one becomes two.
  (text, random) => {
    const all = lines(text)
    const at = random.below(all.length)
    all.splice(at, 2, `${all[at] ?? ''}${random.pick(['', ' '])}${all[at + 1] ?? ''}`)
    return all.join('\n')
  },
  (text, random) => {
    const at = random.below(text.length + 1)
    return `${text.slice(0, at)}\n${text.slice(at)}`
  },
  // A stretch goes; the rest goes.
  (text, random) => {
    const at = random.below(text.length + 1)
    return text.slice(0, at) + text.slice(at + 1 + random.below(12))
  },
  (text, random) => text.slice(0, random.below(text.length + 1)),
]
