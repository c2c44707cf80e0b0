// Words in a drawing: made harmless, measured without a screen, and cut to the room there is.

/** For text and attributes of XML and HTML alike. What XML cannot hold is left out. */
export const escape = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '').replace(/[&<>"']/g, character => escapes[character]!)

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** About as wide as a sans-serif draws it; a little more rather than less. */
export function widthOf(text: string, size: number, mono = false): number {
  let ems = 0
  for (const character of text) ems += mono ? monoEm(character) : emOf(character)
  return ems * size
}

const monoEm = (character: string): number => character > '\u2e7f' ? 1.2 : 0.61

function emOf(character: string): number {
  if (character > '\u2e7f') return 1.05
  if (' .,:;|!\'`ijlIft()[]/\\-'.includes(character)) return 0.39
  if ('mwMW@%—'.includes(character)) return 0.98
  return character >= 'A' && character <= 'Z' ? 0.73 : 0.63
}

/** Cut behind its beginning, so that it fits. */
export function fit(text: string, width: number, size: number, mono = false): string {
  const one = text.replace(/\s+/g, ' ')
  if (one.length * size * 0.25 <= width && widthOf(one, size, mono) <= width) return one
  let room = width - size * 0.9
  let cut = ''
  for (const character of one) {
    room -= (mono ? monoEm(character) : emOf(character)) * size
    if (room < 0) break
    cut += character
  }
  return `${cut.trimEnd()}…`
}

/** In lines at blanks, the last of which is cut. */
export function wrapped(text: string, width: number, size: number, most: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).slice(0, 200)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || widthOf(longer, size) <= width) line = longer
    else if (lines.length === most - 1) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, ...line ? [line] : []].map(one => fit(one, width, size))
}

export interface TextOptions {
  readonly size?: number
  readonly look?: string
  readonly anchor?: 'middle' | 'end'
}

export const words = (x: number, y: number, text: string, { size = 13, look, anchor }: TextOptions = {}): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${look ? ` class="${look}"` : ''}${anchor ? ` text-anchor="${anchor}"` : ''}>${escape(text)}</text>`

export const round = (number: number): number => Math.round(number * 10) / 10
