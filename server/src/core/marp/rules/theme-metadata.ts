// `@themes`, `@autoscaling`, `@Size`: close to what Marp reads in a theme's comments, and passed over.
import { closestName } from '../../text/names'
import { metadata, otherTags } from '../metadata'
import { mending, type Finding, type ThemeRule } from './rule'

export const themeMetadata: ThemeRule = {
  code: 'marp/theme-metadata',
  what: 'A word with `@` in a theme’s comment that is close to one that Marp reads.',
  level: 'warning',
  docs: { why: 'Marp reads `@theme`, `@size` and `@auto-scaling`, in small letters; others are for people.', mend: 'Write the word as Marp knows it.', by: 'marpit, postcss/meta.js; marp-core' },
  check: ({ metas }) => metas.flatMap(({ key, span }): readonly Finding[] => {
    if (names.includes(key) || otherTags.includes(key.toLowerCase())) return []
    const meant = closestName(key, names)
    return meant === undefined ? [] : [{ span, message: `Marp does not read \`@${key}\`: did you mean \`@${meant}\`?`, ...mending(`Change to \`@${meant}\``, `@${meant}`) }]
  }),
}

const names = metadata.map(({ name }) => name)
