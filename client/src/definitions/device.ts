// The device at a place of a document: the innermost child of <devices> around it, as its own text.
import { withoutComments } from './define'

export interface Device {
  readonly name: string
  readonly text: string
  readonly start: number
  readonly end: number
}

export function deviceAt(text: string, offset: number): Device | null {
  const plain = withoutComments(text)
  const open: { readonly name: string; readonly start: number }[] = []
  for (const match of plain.matchAll(/<(\/?)([\w:.-]+)((?:"[^"]*"|'[^']*'|[^'">])*?)(\/?)>/g)) {
    const [whole, closing, name = '', , selfClosing] = match
    const end = match.index + whole.length
    if (!closing) {
      open.push({ name, start: match.index })
      if (!selfClosing) continue
    } else if (open.at(-1)?.name !== name) return null
    const done = open.pop()!
    if (open.at(-1)?.name === 'devices' && done.start <= offset && offset <= end) return { name: done.name, text: text.slice(done.start, end), start: done.start, end }
  }
  return null
}
