// The caret of our tests: `‸` marks a place in a text and is taken out before the text is read.
export const caret = '‸'

export interface Caret {
  readonly text: string
  readonly offset: number
}

/** Takes the caret out; throws when the text has none or several, since the test would then prove nothing. */
export function atCaret(marked: string): Caret {
  const offset = marked.indexOf(caret)
  if (offset < 0 || marked.indexOf(caret, offset + 1) >= 0) throw new Error(`a test text needs one ${caret}: ${marked}`)
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset }
}
