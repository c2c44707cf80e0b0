// What of a slide is cut off, measured where it is drawn, in the slide's own pixels: so is it on screen, in print and in a PDF.

export interface Overflow {
  readonly what: 'slide' | 'heading' | 'code' | 'table'
  /** How it begins, to be found again. */
  readonly text: string
  /** In pixels of the slide. */
  readonly by: number
}

export function overflowsOf(root: ParentNode): readonly Overflow[] {
  const section = root.querySelector<HTMLElement>('section:not([data-marpit-advanced-background="background"], [data-marpit-advanced-background="pseudo"])')
  if (!section || section.offsetWidth === 0) return []
  const frame = section.getBoundingClientRect()
  const zoom = frame.width / section.offsetWidth
  const found: Overflow[] = []
  const note = (what: Overflow['what'], element: Element, by: number): void => {
    if (by > slack) found.push({ what, text: (element.textContent ?? '').trim().slice(0, 60), by: Math.round(by) })
  }
  // Headers, footers and what a style has put somewhere stand where they are meant to.
  const flow = [...section.children].filter(child => !['absolute', 'fixed'].includes(getComputedStyle(child).position)).map(child => child.getBoundingClientRect())
  note('slide', section, Math.max(0, ...flow.map(({ top, bottom }) => Math.max(bottom - frame.bottom, frame.top - top))) / zoom)
  for (const heading of section.querySelectorAll<HTMLElement>('h1, h2, h3, h4, h5, h6')) note('heading', heading, Math.max(heading.scrollWidth - heading.clientWidth, (heading.getBoundingClientRect().right - frame.right) / zoom))
  for (const code of section.querySelectorAll<HTMLElement>('pre')) note('code', code, code.scrollWidth - code.clientWidth)
  for (const table of section.querySelectorAll('table')) note('table', table, Math.max(table.scrollWidth - table.clientWidth, (table.getBoundingClientRect().right - frame.right) / zoom))
  return found
}

/** Half a line of the smallest letters is no loss. */
const slack = 4
