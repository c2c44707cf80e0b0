// `![bg](my photo.jpg)`: an address with a blank in it makes no image, and the line is shown as text.
import type { Inline } from '../inlines'
import { mending, type Finding, type Rule } from './rule'

export const imageAddress: Rule = {
  code: 'marp/image-address',
  what: 'An image whose address has a blank in it.',
  level: 'warning',
  docs: {
    why: 'In Markdown an address ends at a blank. What follows is no title, so nothing of it is an image: the slide shows the brackets.',
    mend: 'Put the address in angle brackets, `![](<my photo.jpg>)`, or write `%20`.',
    by: 'CommonMark, links',
  },
  check: deck => deck.slides.inlines.flatMap(inline => inline.content.length < longest && inline.content.includes('![') ? inText(inline).flatMap(({ start, address }): readonly Finding[] => {
    const place = inline.placeOf(start, inline.content.slice(start, start + 20))
    const span = deck.source.span(place, place + address.length)
    return deck.source.text.startsWith(address, place) ? [{ span, message: `The address has a blank in it, so Markdown sees no image here: write \`<${address}>\`.`, ...mending('Put the address in angle brackets', `<${address}>`) }] : []
  }) : []),
}

/** The pattern is not made for longer texts. */
const longest = 5000

/** Only what ends like a file is meant as an address. */
const inText = (inline: Inline): readonly { readonly start: number; readonly address: string }[] => {
  const { covered, images } = inline.read()
  return [...inline.content.matchAll(/!\[[^\]\n]*\]\(([^()<>"'\n]*\S[ ][^()<>"'\n]*\.(?:png|jpe?g|gif|svg|webp|avif|bmp))\)/gi)].flatMap(({ index, 0: whole, 1: address = '' }) => {
    const end = index + whole.length
    if (images.some(image => image.start < end && index < image.end) || covered.some(one => one.start <= index && index < one.end)) return []
    return [{ start: index + whole.length - 1 - address.length, address }]
  })
}
