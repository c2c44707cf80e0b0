// A link into the deck to a slide or a heading that is not there.
import { slugsOf } from '../slugs'
import type { Finding, Rule } from './rule'

export const unknownAnchor: Rule = {
  code: 'marp/unknown-anchor',
  what: 'A link to a slide or a heading that the deck does not have.',
  level: 'warning',
  docs: { why: 'Slides have their numbers as ids, and headings a name as on GitHub. A link to another goes nowhere.', mend: 'Write the number of a slide, `#3`, or the heading in small letters with `-` for blanks.', by: 'marp-core, slug/slug.ts' },
  check: deck => {
    const { slides, source, marp } = deck
    if (marp.ownEngine || marp.html === 'all') return []
    let known: ReadonlySet<string> | undefined
    return slides.inlines.flatMap(inline => {
      if (inline.content.length > 20_000 || !inline.content.includes('](#')) return []
      const links = new Set(inline.read().covered.map(({ start }) => start))
      return [...inline.content.matchAll(/\]\(#([^\s()<>"']+)\)/g)].flatMap(({ index, 1: anchor = '' }): readonly Finding[] => {
        if (!links.has(index)) return []
        known ??= new Set([...slides.slides.map((_, at) => String(at + 1)), ...slugsOf(deck), ...[...source.text.matchAll(/\bid="([^"\n]+)"/g)].map(([, id = '']) => id)])
        const name = decoded(anchor)
        if (known.has(name) || known.has(name.toLowerCase())) return []
        const place = inline.placeOf(index + 2, `#${anchor}`)
        return [{ span: source.span(place, place + anchor.length + 1), message: /^\d+$/.test(anchor) ? `The deck has ${slides.slides.length} slides, so this link goes nowhere.` : `No heading of the deck is called \`${name}\`, so this link goes nowhere.` }]
      })
    })
  },
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
