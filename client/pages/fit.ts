// What Marp's own page script does for headings that fill the width (`<!-- fit -->`) and for code that is too large.
// That script brings style elements of its own, which our policy refuses; this sets sizes by script instead.

export function fit(content: DocumentFragment): void {
  const elements = [...content.querySelectorAll<HTMLElement>('[data-auto-scaling]')]
  // Sizes are known once the slide is on the screen, and again when it is drawn at another time (fonts, hidden panels).
  const observer = new ResizeObserver(entries => { for (const { target } of entries) if (target instanceof HTMLElement) scale(target) })
  for (const element of elements) observer.observe(element)
}

/** At once, for who does not wait until it is painted. */
export const fitNow = (root: ParentNode): void => root.querySelectorAll<HTMLElement>('[data-auto-scaling]').forEach(scale)

/** The width of its text as it is against the width that it may take; both in the slide's own pixels. */
const scale = (element: HTMLElement): void => {
  const shrinkOnly = element.dataset['autoScaling'] === 'downscale-only'
  const inner = shrinkOnly ? element.querySelector<HTMLElement>('code') ?? element : element
  if (element.dataset['fittedWidth'] === String(element.clientWidth)) return
  inner.style.fontSize = ''
  if (!shrinkOnly) inner.style.whiteSpace = 'nowrap'
  const zoom = element.offsetWidth === 0 ? 0 : element.getBoundingClientRect().width / element.offsetWidth
  const { paddingLeft, paddingRight } = getComputedStyle(element)
  const room = element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
  if (zoom === 0 || room <= 0) return
  element.dataset['fittedWidth'] = String(element.clientWidth)
  let size = parseFloat(getComputedStyle(inner).fontSize)
  // Glyphs do not shrink evenly, so the first size is measured again.
  for (let attempt = 0; attempt < 3; attempt++) {
    // What is too wide scrolls, its padding included; a heading is as wide as its text.
    const wide = shrinkOnly ? element.clientWidth / element.scrollWidth : room * zoom / widthOf(inner)
    const ratio = Math.min(wide, heightOfSlide(element) / element.offsetHeight)
    if (ratio >= 1 && (shrinkOnly || attempt > 0)) return
    size *= ratio * 0.995
    inner.style.fontSize = `${size}px`
  }
}

/** What the slide has room for from top to bottom, as the themes' `max-height` of a scaled element. */
const heightOfSlide = (element: HTMLElement): number => {
  const slide = element.closest('section')
  if (!slide) return Infinity
  const { paddingTop, paddingBottom } = getComputedStyle(slide)
  return slide.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)
}

/** Of what stands in it, on the screen. */
const widthOf = (element: HTMLElement): number => {
  const range = document.createRange()
  range.selectNodeContents(element)
  return Math.max(1, range.getBoundingClientRect().width)
}
