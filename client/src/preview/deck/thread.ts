// Marp in a thread of its own: it starts with the first deck, never holds the editor up, and is ended when it does not end by itself.
import type { RenderedDeck } from './render'

export interface DeckRequest { readonly text: string }
export type DeckAnswer = RenderedDeck

export interface DeckThread {
  send(request: DeckRequest): void
  end(): void
}

/** Starts a thread; `heard` gets each answer, `failed` what broke the thread itself. */
export type StartDeckThread = (heard: (answer: DeckAnswer) => void, failed: (message: string) => void) => DeckThread

export interface DeckRenderer {
  render(text: string): Promise<RenderedDeck>
  dispose(): void
}

/** Marp's time grows with the square of some things (slides, comments left open): beyond this nobody waits. */
const limit = 10_000

export function deckRendererOn(start: StartDeckThread, timeLimit = limit): DeckRenderer {
  let thread: DeckThread | undefined
  let answer: ((deck: RenderedDeck) => void) | undefined
  let last: Promise<unknown> = Promise.resolve()

  const fail = (message: string): void => {
    thread?.end()
    thread = undefined
    answer?.({ ok: false, message })
  }

  const renderNow = (text: string): Promise<RenderedDeck> => new Promise(resolve => {
    const timer = setTimeout(() => fail(`Marp needs more than ${timeLimit / 1000} seconds for this deck: split it, or look for a comment that is left open.`), timeLimit)
    answer = deck => {
      answer = undefined
      clearTimeout(timer)
      resolve(deck)
    }
    thread ??= start(deck => answer?.(deck), message => fail(`Marp broke down: ${message}`))
    thread.send({ text })
  })

  return {
    /** One deck at a time, in the order of asking. */
    render(text) {
      const turn = last.then(() => renderNow(text))
      last = turn
      return turn
    },
    dispose: () => {
      thread?.end()
      thread = undefined
    },
  }
}
