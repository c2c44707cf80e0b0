// The words that people write into the brackets of an image and mean Marp to read: how close one is to those that Marp knows.
import { closestName } from '../text/names'
import { imageWords } from './images'

const plain: readonly string[] = imageWords.map(({ name }) => name).filter(name => name !== 'percent')

/** What a word was meant to be, with what stands behind its colon; undefined where it may well be a word of the text. */
export const meantWord = (text: string): string | undefined => {
  const [, name = '', rest = ''] = /^([A-Za-z-]+)(:.*)?$/.exec(text) ?? []
  if (name === '' || plain.includes(name)) return undefined
  const lower = name.toLowerCase()
  if (plain.includes(lower)) return lower + rest
  const other = synonyms[lower]
  if (other !== undefined) return other + rest
  const close = lower.length > 3 ? closestName(lower, plain) : undefined
  return close === undefined ? undefined : close + rest
}

/** As other tools call them. */
const synonyms: Readonly<Record<string, string>> = { background: 'bg', grey: 'grayscale', greyscale: 'grayscale', hue: 'hue-rotate', shadow: 'drop-shadow', 'dropshadow': 'drop-shadow' }
