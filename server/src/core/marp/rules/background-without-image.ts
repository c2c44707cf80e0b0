// `backgroundSize` and its like without a `backgroundImage` anywhere: Marp writes them only where there is one.
import type { Rule } from './rule'

export const backgroundWithoutImage: Rule = {
  code: 'marp/background-without-image',
  what: '`backgroundSize`, `backgroundPosition` or `backgroundRepeat` without any `backgroundImage`.',
  level: 'warning',
  docs: { why: 'Marp heeds them only on slides that have a `backgroundImage` by directive. To images with `bg` they say nothing.', mend: 'Set `backgroundImage`, or use words in the brackets: `![bg contain](…)`.', by: 'marpit, markdown/directives/apply.js' },
  check: ({ uses }) => uses.some(({ entry, heeded }) => heeded && /^_?backgroundImage$/.test(entry.key)) ? []
    : uses.filter(({ entry, heeded }) => heeded && /^_?background(?:Size|Position|Repeat)$/.test(entry.key) && entry.value !== '').map(({ entry: { key, keySpan } }) => ({
      span: keySpan, message: `\`${key}\` has no effect, since the deck sets no \`backgroundImage\`: set that, or say it in the brackets of an image with \`bg\`.`,
    })),
}
