// Bytes to text, as libxml2 and editors read them: UTF-8 unless a byte order mark or an XML declaration says otherwise; and back.
import { TextDecoder } from 'node:util'

export interface Decoded {
  /** Without the byte order mark, as editors show it; what is no text in it became U+FFFD. */
  readonly text: string
  /** Where the first byte stands that is no text; undefined in a text file. */
  readonly broken?: number
  /** By the name that a declaration or `TextDecoder` gives it. */
  readonly encoding: string
}

export const decode = (bytes: Uint8Array): Decoded => {
  const encoding = encodingOf(bytes)
  const named = declared(bytes)
  const text = textIn(bytes, encoding, true)
  const other = text === undefined && named !== undefined ? textIn(bytes, named, true) : undefined
  const sure = text ?? other
  const loose = sure ?? textIn(bytes, encoding, false) ?? ''
  const broken = loose.search(sure === undefined ? /[\0\uFFFD]/ : /\0/)
  return { text: loose, encoding: other === undefined ? encoding : named!, ...broken >= 0 && { broken } }
}

/** The bytes of another text for the same file, with its byte order mark; null when its encoding has no bytes for it, or is not known. */
export function encodeLike(bytes: Uint8Array, { encoding, text: was }: Decoded, text: string): Uint8Array | null {
  const whole = (part: string): Uint8Array | null => {
    const body = bytesIn(part, encoding)
    return body && Buffer.concat([markOf(bytes, encoding), body])
  }
  // What does not come back as it was read, such as a half-known encoding, is not to be written.
  const same = whole(was)
  return same && Buffer.compare(same, bytes) === 0 ? whole(text) : null
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
const textIn = (bytes: Uint8Array, encoding: string, fatal: boolean): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes)
  } catch {
    return undefined
  }
}

const markOf = (bytes: Uint8Array, encoding: string): Uint8Array => {
  const mark = bytesIn('\uFEFF', encoding) ?? new Uint8Array()
  return mark.length > 0 && Buffer.from(bytes.subarray(0, mark.length)).equals(mark) ? mark : new Uint8Array()
}

function bytesIn(text: string, encoding: string): Uint8Array | null {
  switch (encoding) {
    case 'utf-8': return Buffer.from(text)
    case 'utf-16le': return Buffer.from(text, 'utf16le')
    case 'utf-16be': return Buffer.from(text, 'utf16le').swap16()
    default: return inOneByte(text, encoding)
  }
}

/** For encodings of one byte a character, such as Latin-1: what each byte means is asked of the decoder. */
function inOneByte(text: string, encoding: string): Uint8Array | null {
  const bytes = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) bytes.set(textIn(Uint8Array.of(byte), encoding, false) ?? '', byte)
  const all = [...text].map(character => bytes.get(character))
  return all.every(byte => byte !== undefined) ? Uint8Array.from(all) : null
}
