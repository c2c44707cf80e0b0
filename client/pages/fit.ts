// What Marp's own page script does for headings that fill the width (`<!-- fit -->`) and for code that is too wide.
// That script brings style elements of its own, which our policy refuses; this sets sizes by script instead.

export function fit(content: DocumentFragment): void {
  const elements = [...content.querySelectorAll<HTMLElement>('[data-auto-scaling]')]
  // Sizes are known once the slide is on the screen, and again when it is drawn at another time (fonts, hidden panels).
  const observer = new ResizeObserver(entries => { for (const { target } of entries) if (target instanceof HTMLElement) scale(target) })
  for (const element of elements) observer.observe(element)
}

/** The width of its text as it is against the width that it may take; both in the slide's own pixels. */
const scale = (element: HTMLElement): void => {
  const shrinkOnly = element.dataset['autoScaling'] === 'downscale-only'
  const inner = shrinkOnly ? element.querySelector<HTMLElement>('code') ?? element : element
  if (element.dataset['fittedWidth'] === String(element.clientWidth)) return
  inner.style.fontSize = ''
  if (!shrinkOnly) inner.style.whiteSpace = 'nowrap'
  const range = document.createRange()
  range.selectNodeContents(inner)
  const zoom = element.offsetWidth === 0 ? 0 : element.getBoundingClientRect().width / element.offsetWidth
  const natural = zoom === 0 ? 0 : range.getBoundingClientRect().width / zoom
  const { paddingLeft, paddingRight, fontSize } = getComputedStyle(element)
  const room = element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
  if (natural <= 0 || room <= 0) return
  element.dataset['fittedWidth'] = String(element.clientWidth)
  const ratio = room / natural
  if (shrinkOnly && ratio >= 1) return
  inner.style.fontSize = `${parseFloat(shrinkOnly ? getComputedStyle(inner).fontSize : fontSize) * ratio * 0.995}px`
}
