// The formatter's door: files in, files written (or only named), standard input to standard output.
import { rename, stat, writeFile } from 'node:fs/promises'
import type { Edit } from '../core/model'
import type { Settings } from '../core/service'
import { decode } from './decode'
import type { Source } from './files'
import { languageOf } from './lint'

export interface Formatting {
  /** Change nothing, only say what would be changed. */
  readonly check: boolean
  readonly indent: string
}

/** What became of a file. */
export type Formatted =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly text: string }
  | { readonly kind: 'failed'; readonly why: string }

export const format = async ({ path, ...source }: Source, settings: Settings, { indent }: Formatting): Promise<Formatted> => {
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

/** Beside the file first, then in its place: whatever happens, one of both is whole. */
export const write = async (path: string, text: string): Promise<void> => {
  const { mode } = await stat(path)
  const beside = `${path}.virtdeck`
  await writeFile(beside, text, { mode, flag: 'wx' })
  await rename(beside, path)
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

const applied = (text: string, edits: readonly Edit[]): string => {
  let result = ''
  let at = 0
  for (const { span, text: wanted } of edits) {
    result += text.slice(at, span.start) + wanted
    at = span.end
  }
  return result + text.slice(at)
}
