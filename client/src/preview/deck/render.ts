// A deck as Marp renders it. This file carries Marp and runs in a thread of its own, which starts with the first preview of a deck.
import { Marp } from '@marp-team/marp-core'

export type RenderedDeck =
  | { readonly ok: true; readonly css: string; readonly slides: readonly string[]; readonly notes: readonly (readonly string[])[] }
  | { readonly ok: false; readonly message: string }

/** Marp takes long to make and is made once. */
export function deckRenderer(): (text: string) => RenderedDeck {
  // No script of Marp's (the page fits headings by itself), and emoji as letters: its pictures would come from the internet.
  const marp = new Marp({ script: false, emoji: { shortcode: true, unicode: false } })
  return text => {
    try {
      const { html, css, comments } = marp.render(text, { htmlAsArray: true })
      return { ok: true, css, slides: html, notes: comments }
    } catch (error) {
      return { ok: false, message: messageOf(text, error) }
    }
  }
}

/** Marp says nothing about wrong input but falls over `paginate` that is no word; its own words would help nobody. */
const messageOf = (text: string, error: unknown): string => {
  const words = error instanceof Error ? error.message : String(error)
  const paginate = /^[ \t]*(?:<!--\s*)?["']?_?paginate["']?[ \t]*:(?:[ \t]*[[{]|[ \t]*$\s*(?:-[ \t]|[\w"'-]+:))/m.exec(text)
  return paginate
    ? `Marp cannot render this deck: \`paginate\` on line ${text.slice(0, paginate.index).split('\n').length} has to be a word (true, false, hold or skip), not a list or a map.`
    : `Marp cannot render this deck: ${words}`
}
