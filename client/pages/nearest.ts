// Which of the drawn things lies next in a direction, as the eye sees it.

export type Direction = 'left' | 'right' | 'up' | 'down'

export function nearest(from: Element, all: readonly Element[], direction: Direction): Element | undefined {
  const here = from.getBoundingClientRect()
  const ranked = all.flatMap(element => {
    if (element === from) return []
    const there = element.getBoundingClientRect()
    const [ahead, aside] = distances(here, there, direction)
    return ahead > 0 ? [{ element, cost: ahead + 2 * aside }] : []
  })
  return ranked.sort((a, b) => a.cost - b.cost)[0]?.element
}

/** How far ahead it lies, and how far beside the way. Things in one row overlap in height and lie beside by nothing. */
const distances = (a: DOMRect, b: DOMRect, direction: Direction): readonly [number, number] => {
  switch (direction) {
    case 'left': return [b.right <= a.left + 1 ? a.left - b.right + 1 : 0, gap(a.top, a.bottom, b.top, b.bottom)]
    case 'right': return [b.left >= a.right - 1 ? b.left - a.right + 1 : 0, gap(a.top, a.bottom, b.top, b.bottom)]
    case 'up': return [b.bottom <= a.top + 1 ? a.top - b.bottom + 1 : 0, gap(a.left, a.right, b.left, b.right)]
    case 'down': return [b.top >= a.bottom - 1 ? b.top - a.bottom + 1 : 0, gap(a.left, a.right, b.left, b.right)]
  }
}

const gap = (aStart: number, aEnd: number, bStart: number, bEnd: number): number => Math.max(0, bStart - aEnd, aStart - bEnd)
