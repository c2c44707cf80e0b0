// Bytes to text, as libxml2 and editors read them: UTF-8 unless a byte order mark or an XML declaration says otherwise.
import { TextDecoder } from 'node:util'

export interface Decoded {
  /** Without the byte order mark, as editors show it; what is no text in it became U+FFFD. */
  readonly text: string
  /** Where the first byte stands that is no text; undefined in a text file. */
  readonly broken?: number
}

export const decode = (bytes: Uint8Array): Decoded => {
  const encoding = encodingOf(bytes)
  const text = textIn(bytes, encoding, true) ?? textIn(bytes, declared(bytes), true)
  const loose = text ?? textIn(bytes, encoding, false) ?? ''
  const broken = loose.search(text === undefined ? /[\0\uFFFD]/ : /\0/)
  return broken < 0 ? { text: loose } : { text: loose, broken }
}

/** By its first bytes, after appendix F of the XML recommendation; the decoder takes the mark away. */
const encodingOf = ([one, two]: Uint8Array): string => {
  if ((one === 0xff && two === 0xfe) || (one === 0x3c && two === 0)) return 'utf-16le'
  if ((one === 0xfe && two === 0xff) || (one === 0 && two === 0x3c)) return 'utf-16be'
  return 'utf-8'
}

/** The encoding that the XML declaration names. */
const declared = (bytes: Uint8Array): string | undefined =>
  /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(textIn(bytes.subarray(0, 200), 'latin1', false) ?? '')?.[1]

/** Undefined when the bytes are not in that encoding, or when nobody knows it. */
const textIn = (bytes: Uint8Array, encoding: string | undefined, fatal: boolean): string | undefined => {
  if (encoding === undefined) return undefined
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes)
  } catch {
    return undefined
  }
}
