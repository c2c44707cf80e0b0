// Pictures in the place of a deck's machines, for whoever renders it: the text keeps its lines, so that each slide is where it was.
import type { Span } from '../model'
import { deckOf } from './deck'
import { imageWordOf } from './images'
import { maybeMachines, type Machine } from './machine-marks'

/** A machine as whoever draws it is asked for it: by its file, or by its XML. */
export interface AskedMachine {
  readonly path?: string
  readonly xml?: string
  /** Its slide has a dark ground, as far as the class `invert` tells. */
  readonly dark: boolean
}

export interface MachinePicture {
  /** The machine's, for those who do not see the picture. */
  readonly name: string
  /** Of an image, without blanks and brackets; or a whole `data:` URI. */
  readonly address: string
  /** In pixels: how wide it is shown where the deck does not say. */
  readonly width: number
}

/**
 * The deck's text with a picture in the place of each machine; one without a picture stays as it is. An address becomes Markdown's image,
 * with all of Marp's words. Markdown takes no SVG as a `data:` URI: that becomes an `<img>`, of the words with its sizes in pixels alone.
 */
export const replaceMachines = async (text: string, pictureOf: (machine: AskedMachine) => Promise<MachinePicture | null>): Promise<string> => {
  if (!maybeMachines.test(text)) return text
  const { machines, slides: { slides } } = deckOf(text)
  const pictures = await Promise.all(machines.map(({ path, xml, slide }) => {
    const dark = /(?:^|\s)invert(?:\s|$)/.test(String(slides[slide]?.applied['class'] ?? ''))
    return xml === null ? path.text === '' ? null : pictureOf({ path: path.text, dark }) : pictureOf({ xml, dark })
  }))
  let done = ''
  let at = 0
  machines.forEach((machine, index) => {
    const picture = pictures[index]
    if (!picture || machine.span.start < at) return
    done += text.slice(at, machine.span.start) + inPlaceOf(text, machine.span, markupOf(machine, picture))
    at = machine.span.end
    // A line of dashes right below would make a heading of the picture.
    const [, before = '', dashes = ''] = /^((?:\r\n?|\n)[ \t>]*)(-[ \t-]*|=+[ \t]*)(?=[\r\n]|$)/.exec(text.slice(at, at + 200)) ?? []
    if (dashes === '') return
    done += before + (dashes.startsWith('-') ? dashes.trimEnd().replaceAll('-', '*').padEnd(3, '*') : `\\${dashes}`)
    at += before.length + dashes.length
  })
  return done + text.slice(at)
}

/** On the first line; of the others only what puts them into a quotation is left. */
const inPlaceOf = (text: string, { start, end }: Span, picture: string): string => {
  const quoted = /(?:^|[\r\n])[ \t]*>[^\r\n]*$/.test(text.slice(Math.max(0, start - 200), start))
  const left = (line: string): string => quoted ? /^[ \t]*(?:>[ \t]?)*/.exec(line)?.[0] ?? '' : ''
  return text.slice(start, end).split(/(\r\n?|\n)/).map((piece, index) => index === 0 ? picture : index % 2 ? piece : left(piece)).join('')
}

const markupOf = ({ words }: Machine, { name, address, width }: MachinePicture): string => {
  const texts = words.map(({ text }) => text)
  if (!address.startsWith('data:')) {
    const sized = texts.some(text => ['bg', 'width', 'height'].includes(imageWordOf(text)?.name ?? ''))
    return `![${[...texts, ...sized ? [] : [`w:${width}px`], plain(name)].join(' ')}](${address})`
  }
  const pixels = texts.flatMap(text => {
    const [, side = '', size = ''] = /^([wh])[a-z]*:(\d+)(?:\.\d+)?(?:px)?$/.exec(text) ?? []
    return side === '' ? [] : [`${side === 'w' ? 'width' : 'height'}="${size}"`]
  })
  // A tag that is alone on its line would swallow the lines behind it; a character without width makes it a paragraph.
  return `<img src="${address}" alt="${escaped(name)}" ${pixels.length ? [...new Set(pixels)].join(' ') : `width="${width}"`}>&#8203;`
}

/** Marp loses what is escaped in an image's brackets, so that signs of Markdown's become wide ones, and words of Marp's are quoted. */
const plain = (name: string): string =>
  name.trim().split(/\s+/).map(word => imageWordOf(word) ? `‘${word}’` : word.replace(/(?<![a-z\d])_|_(?![a-z\d])|[!$&*:<>[\\\]`|~]/gi, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))).join(' ')

const escaped = (name: string): string => name.trim().replace(/\s+/g, ' ').replace(/["&<>|]/g, sign => `&#${sign.charCodeAt(0)};`)
