// Marp itself, with both of its plugins for formulas, asked what it makes of a deck: slides, the directives that hold on each, the
// notes and the images.
// Marp CLI's directives are registered as it does, since Virtdeck knows them too.
import type { Marp } from '@marp-team/marp-core'
import { plainDeck } from '../../../client/src/preview/deck/settings'
import { builtMarp } from '../../client/parts'
import { openDeckSlides } from './open'

export interface SlideTruth {
  readonly line: number
  readonly directives: Readonly<Record<string, unknown>>
  readonly notes: readonly string[]
  /** Each as `url`, with `bg` before it where it is a background, and the words that Marp takes. */
  readonly images: readonly string[]
}

/** What Marp says; null where it throws. */
export const marpSlides = (text: string): readonly SlideTruth[] | null => {
  const marp = engine
  try {
    const tokens = marp.markdown.parse(text, {}) as readonly MarpToken[]
    const notes = (marp as unknown as { readonly lastComments: readonly (readonly string[])[] }).lastComments
    const slides: { readonly token: MarpToken; readonly images: string[] }[] = []
    // Headers and footers hold images as well, which are none of the slide's text.
    let margin = false
    for (const token of tokens) {
      if (/^marpit_(header|footer)_/.test(token.type)) margin = token.type.endsWith('_open')
      else if (margin) continue
      else if (token.type === 'marpit_slide_open') slides.push({ token, images: [] })
      else if (token.type === 'inline' || token.type === 'marpit_hidden_inline') for (const child of token.children ?? []) if (child.type === 'image') slides.at(-1)?.images.push(imageOf(child))
    }
    return slides.map(({ token, images }, index) => ({
      line: index === 0 ? 0 : token.map?.[0] ?? 0,
      directives: token.meta.marpitDirectives ?? {},
      notes: notes[index] ?? [],
      images,
    }))
  } catch {
    return null
  }
}

interface MarpToken {
  readonly type: string
  readonly map: readonly [number, number] | null
  readonly children: readonly MarpToken[] | null
  readonly meta: {
    readonly marpitDirectives?: Readonly<Record<string, unknown>>
    readonly marpitImage?: { readonly url: string; readonly background?: boolean; readonly options: readonly { readonly content: string; readonly consumed: boolean }[] }
  }
}

const imageOf = ({ meta: { marpitImage: image } }: MarpToken): string =>
  [image?.background ? 'bg' : 'image', image?.url ?? '', ...(image?.options ?? []).filter(({ consumed }) => consumed).map(({ content }) => content)].join(' ')

const prepared = (): Marp => {
  const marp = builtMarp(plainDeck, ['mathjax', 'katex'])
  const { global, local } = marp.customDirectives
  for (const name of ['title', 'description', 'author', 'url', 'image']) {
    global[name] = (value: unknown) => typeof value === 'string' ? { [name]: value } : {}
  }
  global['keywords'] = (value: unknown) => {
    const words = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value.map(String) : null
    return words ? { keywords: [...new Set(words.map(word => word.trim()).filter(word => word))] } : {}
  }
  local['transition'] = (value: unknown) => typeof value === 'string' ? { transition: value } : {}
  return marp
}

const engine = prepared()

/** The same from Virtdeck. */
export const ourSlides = (text: string): readonly SlideTruth[] => openDeckSlides(text)
