// Decks about machines: each that a deck shows by its XML or by a file is drawn, and its picture stands in the text where it was.
import type { Settings } from './service'

/** The text of a file by its path as the deck writes it; null where there is none, or nobody may read it. */
export type ReadBeside = (path: string) => Promise<string | null>

/** The deck's text, with as many lines as it has; what describes no machine stays as it is. */
export async function pictured(text: string, read: ReadBeside, settings: Settings): Promise<string> {
  // There the tag would be shown as it is written.
  if (settings.marp?.html === 'off') return text
  const { replaceMachines } = await import('./marp/machines')
  return replaceMachines(text, async ({ path, xml, dark }) => {
    const source = path === undefined ? xml : await read(path)
    const board = source && await (await (await import('./libvirt/index')).libvirt.open(source.trimStart(), settings)).board()
    if (!board) return null
    const { svg, width, height } = (await import('./picture/index')).pictureOf(board, { width: room.width, added: true, theme: dark ? 'dark' : 'light' })
    return { name: board.name || 'a machine', address: `data:image/svg+xml,${encodeURIComponent(wellFormed(svg))}`, width: Math.round(Math.min(width, room.width, width * room.height / height)) }
  })
}

/** In pixels: what a slide of 1280 × 720 has between its margins, below a title. */
const room = { width: 1100, height: 500 }

/** What a text that was cut in the middle of a character has cannot be encoded. */
const wellFormed = (text: string): string => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
