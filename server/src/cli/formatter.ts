// The formatter's door: files in, files written (or only named), standard input to standard output.
import type { Settings } from '../core/service'
import { applied } from '../core/text/edits'
import type { Asked } from './arguments'
import { decode } from './decode'
import { filesOf, read, type Source } from './files'
import { languageOf } from './lint'
import { printable } from './quote'
import { standardInput } from './result'
import { complain } from './terminal'
import { write } from './write'

export interface Formatting {
  /** Change nothing, only say what would be changed. */
  readonly check: boolean
  readonly indent: string
}

export const formatAll = async ({ formatting, settings, search, paths }: Asked & { readonly command: 'format' }): Promise<number> => {
  let changed = false
  let failures = false
  for (const found of filesOf(paths, search)) {
    const source = read(found)
    try {
      const formatted = await format(source, settings, formatting)
      if (formatted.kind === 'failed') throw new Error(formatted.why)
      if (source.path === standardInput && !formatting.check) {
        process.stdout.write(formatted.kind === 'changed' ? formatted.text : 'bytes' in source ? source.bytes : '')
      } else if (formatted.kind === 'changed') {
        changed = true
        if (!formatting.check) await write(source.path, formatted.text)
        process.stdout.write(`${printable(source.path)}\n`)
      }
    } catch (error) {
      failures = true
      complain(`${printable(`${source.path}: ${error instanceof Error ? error.message : String(error)}`)}\n`)
    }
  }
  return failures ? 2 : changed && formatting.check ? 1 : 0
}

/** What became of a file. */
type Formatted =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly text: string }
  | { readonly kind: 'failed'; readonly why: string }

const format = async ({ path, ...source }: Source, settings: Settings, { indent }: Formatting): Promise<Formatted> => {
  if ('failure' in source) return { kind: 'failed', why: source.failure }
  const { text, broken } = decode(source.bytes)
  const language = languageOf(path, text)
  const document = await language?.open(text, settings)
  const edits = document?.format({ indent }) ?? []
  if (!edits.length) return { kind: 'same' }
  const mark = Buffer.from(source.bytes.subarray(0, 3)).equals(byteOrderMark) ? '\uFEFF' : ''
  // What would be written is UTF-8: a file in another encoding would change more than its white space.
  if (broken !== undefined || !Buffer.from(mark + text).equals(source.bytes)) return { kind: 'failed', why: 'it is not UTF-8, and was left as it is' }
  return { kind: 'changed', text: mark + applied(text, edits) }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])
