// The document type declaration: where it ends, and which entities its internal subset declares. Nothing of it is expanded.
import { isSpace, nameEndAt, skipSpace } from './characters'
import type { Entities, EntityKind } from './references'

export interface DoctypeEnd {
  readonly end: number
  readonly ended: boolean
  readonly entities: Entities
}

/** Reads from `<!DOCTYPE`; an unclosed one ends with its line, or where an element begins. */
export const doctypeAt = (text: string, start: number): DoctypeEnd => {
  const entities = new Map<string, EntityKind>()
  let inSubset = false
  let inDeclaration = true
  let at = start + '<!DOCTYPE'.length
  while (at < text.length) {
    const character = text[at]
    if ((character === '"' || character === "'") && inDeclaration) {
      const close = text.indexOf(character, at + 1)
      if (close < 0) break
      at = close + 1
    } else if (character === '<') {
      if (!inSubset) return { end: at, ended: false, entities }
      const past = pastComment(text, at)
      if (past < 0) break
      if (past > at) at = past
      else {
        inDeclaration = true
        if (text.startsWith('<!ENTITY', at)) declareEntity(text, at, entities)
        at += 2
      }
    } else if (character === '[' && !inSubset) {
      inSubset = true
      inDeclaration = false
      at++
    } else if (character === ']' && inSubset && !inDeclaration) {
      inSubset = false
      inDeclaration = true
      at++
    } else if (character === '>') {
      if (!inSubset) return { end: at + 1, ended: true, entities }
      inDeclaration = false
      at++
    } else at++
  }
  return { end: lineEnd(text, start), ended: false, entities }
}

/** Behind a comment or instruction that starts here, `at` when neither does, -1 when it has no end. */
const pastComment = (text: string, at: number): number => {
  const close = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : null
  if (!close) return at
  const found = text.indexOf(close, at + 2)
  return found < 0 ? -1 : found + close.length
}

const declareEntity = (text: string, at: number, entities: Map<string, EntityKind>): void => {
  const nameStart = skipSpace(text, at + '<!ENTITY'.length)
  const nameEnd = nameEndAt(text, nameStart)
  const open = skipSpace(text, nameEnd)
  const quote = text[open]
  // Parameter entities (`%`) live in the declaration only.
  if (nameEnd === nameStart || !isSpace(text.charCodeAt(nameEnd))) return
  const close = quote === '"' || quote === "'" ? text.indexOf(quote, open + 1) : -1
  entities.set(text.slice(nameStart, nameEnd), close < 0 ? 'external' : /&(?!#)/.test(text.slice(open, close)) ? 'nested' : 'plain')
}

const lineEnd = (text: string, from: number): number => {
  let end = from
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++
  return end
}
