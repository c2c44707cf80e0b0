// A board while it is put together: what is plugged into what, and in which order it hangs there.
import type { Part } from '../../board'

export interface Draft {
  readonly part: Part
  readonly children: Draft[]
  parent: Draft | null
  seat: string | undefined
  /** Those with a place stand by it, the others behind them as they come. */
  sort: number
}

export const draft = (part: Part): Draft => ({ part, children: [], parent: null, seat: undefined, sort: Infinity })

/** Plugs one into another. */
export function plug(child: Draft, into: Draft, seat?: string, sort = Infinity): void {
  child.parent = into
  child.seat = seat
  child.sort = sort
  into.children.push(child)
}

/** Whether one hangs somewhere below the other. */
export function isBelow(one: Draft, other: Draft): boolean {
  for (let at: Draft | null = one; at; at = at.parent) if (at === other) return true
  return false
}

/** All of them with their parents before them; `on` counts from `from`. */
export function flattened(roots: readonly Draft[], from: number): readonly Part[] {
  const parts: Part[] = []
  const visit = ({ part, seat, children }: Draft, on: number | undefined): void => {
    const index = from + parts.length
    parts.push({ ...part, ...on !== undefined && { on }, ...seat !== undefined && { seat } })
    for (const child of [...children].sort((a, b) => a.sort === b.sort ? 0 : a.sort - b.sort)) visit(child, index)
  }
  for (const root of roots) visit(root, undefined)
  return parts
}
