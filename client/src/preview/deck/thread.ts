// Marp in a thread of its own: it starts with the first deck, never holds the editor up, and is ended when it does not end by itself.
import type { Picture } from './engine'
import { patched } from './patch'
import type { DeckAnswer, DeckRequest } from './render'

export interface DeckThread {
  send(request: DeckRequest): void
  end(): void
}

/** Starts a thread; `heard` gets each answer, `failed` what broke the thread itself. */
export type StartDeckThread = (heard: (answer: DeckAnswer) => void, failed: (message: string) => void) => DeckThread

export type RenderedDeck =
  | { readonly ok: true; readonly picture: Picture; readonly more: boolean; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly line?: number }

export interface DeckRenderer {
  /** One deck at a time, in the order of asking. */
  render(request: DeckRequest): Promise<RenderedDeck>
  dispose(): void
}

/** Marp's time grows with the square of some things (comments left open): beyond this nobody waits. */
const limit = 10_000

export function deckRendererOn(start: StartDeckThread, timeLimit = limit): DeckRenderer {
  let thread: DeckThread | undefined
  let answer: ((answer: DeckAnswer) => void) | undefined
  let last: Promise<unknown> = Promise.resolve()
  /** What the thread has told of each deck: it tells only what is new. */
  const told = new Map<string, Picture>()

  const end = (): void => {
    thread?.end()
    thread = undefined
    told.clear()
  }

  const fail = (message: string): void => {
    end()
    answer?.({ ok: false, message })
  }

  const renderNow = (request: DeckRequest): Promise<RenderedDeck> => new Promise(resolve => {
    const timer = setTimeout(() => fail(`Marp needs more than ${timeLimit / 1000} seconds for this deck: split it, or look for a comment that is left open.`), timeLimit)
    answer = heard => {
      answer = undefined
      clearTimeout(timer)
      if (!heard.ok) return resolve(heard)
      const picture = patched(told.get(request.key) ?? null, heard.patch)
      told.set(request.key, picture)
      resolve({ ok: true, picture, more: heard.more, remarks: heard.remarks })
    }
    thread ??= start(heard => answer?.(heard), message => fail(`Marp broke down: ${message}`))
    thread.send(request)
  })

  return {
    render(request) {
      const turn = last.then(() => renderNow(request))
      last = turn
      return turn
    },
    dispose: end,
  }
}
