// `:smilie:`: a shortcode that is close to one that Marp knows; as it is, its letters stand on the slide.
import emojis from 'markdown-it-emoji/lib/data/full.mjs'
import { closestAmong } from '../../text/names'
import { mending, type Finding, type Rule } from './rule'

export const emoji: Rule = {
  code: 'marp/emoji',
  what: 'An emoji shortcode that does not exist.',
  level: 'warning',
  docs: { why: 'Marp replaces the shortcodes of GitHub’s list. Another stays as it is written, colons and all.', mend: 'Write the name as it is in the list, or the emoji itself.', by: 'markdown-it-emoji, full set; marp-core, emoji.ts' },
  check: ({ slides, source, marp }) => {
    const closest = closestAmong(names())
    return marp.ownEngine ? [] : slides.inlines.flatMap(inline => {
      const { content } = inline
      if (content.length > 20_000 || !candidate.test(content)) return []
      const { covered } = inline.read()
      return [...content.matchAll(each)].flatMap(({ index, 1: name = '' }): readonly Finding[] => {
        if (Object.hasOwn(emojis, name) || covered.some(({ start, end }) => start < index + name.length + 2 && index < end)) return []
        const meant = Object.hasOwn(emojis, name.toLowerCase()) ? name.toLowerCase() : Object.hasOwn(emojis, name.replaceAll('-', '_')) ? name.replaceAll('-', '_') : closest(name)
        if (meant === undefined) return []
        const place = inline.placeOf(index, content.slice(index))
        return [{ span: source.span(place, place + name.length + 2), message: `Marp knows no emoji \`:${name}:\` and shows the letters: did you mean \`:${meant}:\`?`, ...mending(`Change to \`:${meant}:\``, `:${meant}:`) }]
      })
    })
  },
}

/** Letters, not times of day nor `a::b`; with emptiness around. */
const candidate = /(?<![\w:/.])(:[A-Za-z][A-Za-z_-]{3,30}:)(?![\w:])/
const each = /(?<![\w:/.]):([A-Za-z][A-Za-z_-]{3,30}):(?![\w:])/g

let known: readonly string[] | undefined
const names = (): readonly string[] => known ??= Object.keys(emojis)
