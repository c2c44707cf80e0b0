// What differs between two pictures of a deck: while somebody types that is one slide, and only that one travels.
import type { Picture } from './engine'

export interface Patch {
  readonly total: number
  /** Null where it is as it was. */
  readonly css: string | null
  readonly slides: readonly (readonly [index: number, html: string])[]
  readonly notes: Picture['notes'] | null
  readonly titles: Picture['titles'] | null
  readonly lines: Picture['lines']
}

export const patchOf = (before: Picture | null, now: Picture): Patch => ({
  total: now.slides.length,
  css: before?.css === now.css ? null : now.css,
  slides: now.slides.flatMap((html, index) => before?.slides[index] === html ? [] : [[index, html] as const]),
  notes: before && alike(before.notes, now.notes) ? null : now.notes,
  titles: before && alike(before.titles, now.titles) ? null : now.titles,
  lines: now.lines,
})

export const patched = (before: Picture | null, patch: Patch): Picture => {
  const slides = (before?.slides ?? []).slice(0, patch.total)
  for (const [index, html] of patch.slides) slides[index] = html
  return { css: patch.css ?? before?.css ?? '', slides, notes: patch.notes ?? before?.notes ?? [], titles: patch.titles ?? before?.titles ?? [], lines: patch.lines }
}

const alike = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
