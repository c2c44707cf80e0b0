// How much of its height a slide fills, by estimate: the sizes of letters and margins are those of Marp Core's themes.
import type { Token } from './markdown'
import type { Deck } from './deck'
import type { Slide } from './slides'
import { fallbackTheme } from './themes'

interface Measures {
  readonly font: number
  /** Inside the padding. */
  readonly height: number
  readonly width: number
  readonly line: number
  /** Of headings, in letters. */
  readonly headings: readonly number[]
  readonly margin: number
}

/** From the themes' `section` and headings, at 1280 by 720. */
const measures: Readonly<Record<string, Measures>> = {
  default: { font: 29, height: 563, width: 1123, line: 1.5, headings: [1.6, 1.5, 1.25, 1, 0.9, 0.85], margin: 0.55 },
  gaia: { font: 35, height: 580, width: 1140, line: 1.35, headings: [1.8, 1.5, 1.3, 1.1, 1, 0.9], margin: 0.5 },
  uncover: { font: 40, height: 600, width: 1160, line: 1.4, headings: [1.6, 1.4, 1.2, 1.1, 1, 0.9], margin: 0.5 },
}

/** For each slide: 1 is full; null where it cannot be told. */
export const heightsOf = (deck: Deck): readonly (number | null)[] => {
  const { slides, globals } = deck.slides
  const theme = typeof globals['theme'] === 'string' ? globals['theme'] : fallbackTheme
  const measure = measures[theme]
  const foreign = deck.marp.themes.length > 0 || deck.marp.ownEngine || deck.uses.some(({ entry, heeded }) => heeded && entry.key === 'theme' && entry.value !== '' && !Object.hasOwn(measures, String(entry.value)))
  if (!measure || foreign || deck.styles.length > 0) return slides.map(() => null)
  // An image is as high as it is, and a split leaves less room: that is for the preview to see.
  const pictured = new Set(deck.pictures.map(({ slide }) => slide))
  return slides.map((slide, index) => slide.applied['class'] || pictured.has(index) ? null : heightOf(deck, slide, measure))
}

const heightOf = ({ slides: { globals, tokens } }: Deck, slide: Slide, measure: Measures): number => {
  const width = (globals['size'] === '4:3' ? measure.width - 320 : measure.width) / (measure.font * 0.5)
  let height = 0
  for (let at = slide.from; at < slide.to; at++) height += lines(tokens[at], tokens[at - 1], width, measure) * measure.font
  return height / measure.height
}

/** In letters of the text. */
const lines = (token: Token | undefined, before: Token | undefined, width: number, { line, headings, margin }: Measures): number => {
  if (!token) return 0
  const wrapped = (text: string, size: number): number => text.split('\n').reduce((sum, one) => sum + Math.max(1, Math.ceil(wide(one) * size / width)), 0)
  // HTML may do anything.
  if (token.type === 'html_block') return 0
  if (token.type === 'fence' || token.type === 'code_block') return token.content.trimEnd().split('\n').length * line * 0.85 + 1.5
  if (token.type !== 'inline') return 0
  if (before?.type === 'heading_open') {
    const size = headings[Number(before.tag.slice(1)) - 1] ?? 1
    return wrapped(token.content, size) * size * 1.25 + margin
  }
  // The cells of a row stand beside each other: the first speaks for all.
  if (before?.type === 'td_open' || before?.type === 'th_open') return 0
  const inList = token.level > 1
  return wrapped(token.content, 1) * line + (inList ? 0.1 : margin)
}

/** In narrow letters; without addresses and marks. */
const wide = (text: string): number => {
  if (text.length > longest) return text.length
  const shown = text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`~]/g, '').replace(/<[^>]*>/g, '')
  return [...shown].reduce((sum, sign) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/.test(sign) ? 2 : 1), 0)
}

/** The patterns above are not made for longer lines. */
const longest = 2000
