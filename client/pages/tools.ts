// Above the picture: what is shown, and the ways out of it, as a file or as text.
import '@vscode-elements/elements/dist/vscode-checkbox/index.js'
import { markdownOf, mermaidOf, pictureOf } from '../../server/src/core/picture/index'
import { button, make } from './details'
import type { Machine } from './machine'
import type { Page } from './page'

export interface Tools {
  readonly element: HTMLElement
  /** Whether what libvirt adds is to be seen. */
  added(): boolean
}

export function makeTools(page: Page, machine: () => Machine | undefined, changed: () => void): Tools {
  const box = document.createElement('vscode-checkbox')
  box.label = 'What libvirt adds'
  box.checked = true
  box.addEventListener('change', changed)
  const added = (): boolean => box.checked
  const tool = (title: string, label: string, use: (machine: Machine) => void): HTMLElement => {
    const made = button(title, () => {
      const shown = machine()
      if (shown) use(shown)
    })
    made.setAttribute('aria-label', label)
    return made
  }
  const element = make('div', { id: 'tools' },
    box,
    group('Save',
      tool('SVG', 'Save the picture as SVG', ({ board }) => page.send({ type: 'export', format: 'svg', data: fileOf(board, added(), 'auto').svg })),
      tool('PNG', 'Save the picture as PNG', ({ board }) => void pngOf(fileOf(board, added(), isDark() ? 'dark' : 'light')).then(data => page.send({ type: 'export', format: 'png', data }))),
    ),
    group('Copy',
      tool('Mermaid', 'Copy the machine as a Mermaid diagram', ({ board }) => page.send({ type: 'copy', what: 'Mermaid', text: mermaidOf(board) })),
      tool('Markdown', 'Copy the machine as Markdown', ({ board }) => page.send({ type: 'copy', what: 'Markdown', text: markdownOf(board) })),
    ),
  )
  element.setAttribute('role', 'toolbar')
  element.setAttribute('aria-label', 'Picture')
  return { element, added }
}

/** In a narrow panel a whole group goes to the next line. */
const group = (label: string, ...buttons: readonly HTMLElement[]): HTMLElement => make('span', { className: 'group' }, make('span', { className: 'label', textContent: label }), ...buttons)

/** As wide as fits a page or a slide, whatever the panel is. */
const fileOf = (board: Machine['board'], added: boolean, theme: 'auto' | 'light' | 'dark'): ReturnType<typeof pictureOf> => pictureOf(board, { width: 960, added, theme })

const isDark = (): boolean => document.body.classList.contains('vscode-dark') || document.body.classList.contains('vscode-high-contrast') && !document.body.classList.contains('vscode-high-contrast-light')

/** Twice as fine as it is drawn, as far as a browser can. */
async function pngOf({ svg, width, height }: ReturnType<typeof pictureOf>): Promise<string> {
  const scale = Math.min(2, 16_000 / Math.max(width, height))
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(width * scale), height: Math.round(height * scale) })
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/png').split(',')[1]!
}
