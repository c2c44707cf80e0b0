// A talk: one slide alone, its fragments one by one, and the keys that speakers know from other programs (and from Marp's own HTML).

export interface Place {
  readonly index: number
  /** How many fragments are shown. */
  readonly step: number
}

/** How many fragments a slide has: the items of lists marked by `*` or `1)`. */
export const fragmentsOf = (root: ShadowRoot | null): number => root?.querySelectorAll('[data-marpit-fragment]').length ?? 0

/** Hides the fragments behind that many. */
export const showFragments = (root: ShadowRoot, step: number): void => {
  root.querySelectorAll('[data-marpit-fragment]').forEach((fragment, index) => fragment.toggleAttribute('data-virtdeck-later', index >= step))
}

export type Move = 'next' | 'previous' | 'next-slide' | 'previous-slide' | 'first' | 'last'

/** Where a move leads, with so many fragments on the slide here and on the one before. */
export function moved({ index, step }: Place, move: Move, total: number, fragments: (index: number) => number): Place {
  const last = Math.max(0, total - 1)
  const all = (at: number): Place => ({ index: at, step: fragments(at) })
  switch (move) {
    case 'next': return step < fragments(index) ? { index, step: step + 1 } : index < last ? { index: index + 1, step: 0 } : { index, step }
    case 'previous': return step > 0 && fragments(index) > 0 ? { index, step: Math.min(step, fragments(index)) - 1 } : index > 0 ? all(index - 1) : { index, step }
    case 'next-slide': return { index: Math.min(index + 1, last), step: 0 }
    case 'previous-slide': return { index: Math.max(index - 1, 0), step: 0 }
    case 'first': return { index: 0, step: 0 }
    case 'last': return all(last)
  }
}

export const moves: Readonly<Record<string, Move>> = {
  ArrowRight: 'next', ArrowDown: 'next', PageDown: 'next', ' ': 'next', Enter: 'next', n: 'next',
  ArrowLeft: 'previous', ArrowUp: 'previous', PageUp: 'previous', Backspace: 'previous', p: 'previous',
  Home: 'first', End: 'last',
}
