// What a character may be in XML: part of a name, white space, or neither.

/** The end of the name that starts here; `at` itself when no name does. */
export const nameEndAt = (text: string, at: number): number => {
  if (!startsName(text.charCodeAt(at))) return at
  let end = at + 1
  while (continuesName(text.charCodeAt(end))) end++
  return end
}

export const startsName = (code: number): boolean => code < 128 ? ascii[code] === nameStart : wide(code)

/** False for NaN, which stands for the end of the text. */
export const continuesName = (code: number): boolean => code < 128 ? (ascii[code] ?? 0) >= namePart : wide(code)

export const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9

export const skipSpace = (text: string, at: number): number => {
  let end = at
  while (isSpace(text.charCodeAt(end))) end++
  return end
}

export const isLineEnd = (code: number): boolean => code === 10 || code === 13

/** White space only, a byte order mark included. */
export const isBlank = (text: string, start = 0, end = text.length): boolean => {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (!isSpace(code) && code !== byteOrderMark) return false
  }
  return true
}

/** The span without the white space at its ends; where there is nothing else, empty at its start. */
export const trimmed = (text: string, start: number, end: number): { readonly start: number; readonly end: number } => {
  let from = start
  let to = end
  while (to > from && isBlank(text, to - 1, to)) to--
  while (from < to && isBlank(text, from, from + 1)) from++
  return { start: from, end: to }
}

const byteOrderMark = 0xfeff
const namePart = 1
const nameStart = 2

const ascii: Readonly<Uint8Array> = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  return /[A-Za-z_:]/.test(character) ? nameStart : /[-.0-9]/.test(character) ? namePart : 0
})

/** Beyond ASCII every letter is taken; blanks, quotes and dashes that only look like ours are not. */
const wide = (code: number): boolean =>
  code >= 0xb7 && code !== 0xd7 && code !== 0xf7 && code !== 0x3000 && code !== byteOrderMark && code < 0xfffd
  && !(code >= 0x2000 && code <= 0x206f && code !== 0x200c && code !== 0x200d && code !== 0x203f && code !== 0x2040)
