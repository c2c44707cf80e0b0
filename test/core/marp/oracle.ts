// Marp itself, asked what it makes of a deck: slides, the directives that hold on each, and the notes.
// Marp CLI's directives are registered as it does, since Virtdeck knows them too.
import { Marp } from '@marp-team/marp-core'
import { openDeckSlides } from './open'

export interface SlideTruth {
  readonly line: number
  readonly directives: Readonly<Record<string, unknown>>
  readonly notes: readonly string[]
}

/** What Marp says; null where it throws. */
export const marpSlides = (text: string): readonly SlideTruth[] | null => {
  const marp = engine
  try {
    const opens = (marp.markdown.parse(text, {}) as readonly MarpToken[]).filter(token => token.type === 'marpit_slide_open')
    const notes = (marp as unknown as { readonly lastComments: readonly (readonly string[])[] }).lastComments
    return opens.map((token, index) => ({
      line: index === 0 ? 0 : token.map?.[0] ?? 0,
      directives: token.meta.marpitDirectives,
      notes: notes[index] ?? [],
    }))
  } catch {
    return null
  }
}

interface MarpToken {
  readonly type: string
  readonly map: readonly [number, number] | null
  readonly meta: { readonly marpitDirectives: Readonly<Record<string, unknown>> }
}

const prepared = (): Marp => {
  const marp = new Marp({ script: false, math: false })
  const { global, local } = marp.customDirectives
  for (const name of ['title', 'description', 'author', 'url', 'image']) {
    global[name] = (value: unknown) => typeof value === 'string' ? { [name]: value } : {}
  }
  global['keywords'] = (value: unknown) => {
    const words = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value.map(String) : null
    return words ? { keywords: [...new Set(words.map(word => word.trim()).filter(word => word))] } : {}
  }
  local['transition'] = (value: unknown) => typeof value === 'string' ? { transition: value } : {}
  // Marp Core 5 takes `math` only with a plugin; 4.4, which Marp CLI and VS Code ship, takes both names.
  Object.defineProperty(global, 'math', { value: (value: unknown) => value === 'mathjax' || value === 'katex' ? { math: value } : {} })
  return marp
}

const engine = prepared()

/** The same from Virtdeck. */
export const ourSlides = (text: string): readonly SlideTruth[] => openDeckSlides(text)
