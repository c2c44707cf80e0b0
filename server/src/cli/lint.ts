// One file: its bytes in, its kind and problems out.
import { extname } from 'node:path'
import { languages } from '../core/languages'
import type { Problem, Target } from '../core/model'
import type { Installed, Language, Settings } from '../core/service'
import { decode } from './decode'

export interface Linted {
  readonly path: string
  readonly text: string
  /** Null when the file is not ours; then it has no problems. */
  readonly kind: string | null
  /** The libvirt that judged it, where one did. */
  readonly target?: Target
  /** In the order of their places. */
  readonly problems: readonly Problem[]
}

export const lint = async (path: string, bytes: Uint8Array, settings: Settings, installed: Installed): Promise<Linted> => {
  const { text, broken } = decode(bytes)
  const language = languageOf(path, text)
  const document = await language?.open(text, settings, installed)
  if (!language || !document || document.kind === null) return { path, text, kind: null, problems: [] }
  // In what is no text every other problem would only be an echo of this one.
  const problems = broken === undefined ? document.problems() : [notText(language, broken)]
  const { kind, target } = document
  return { path, text, kind, ...target && { target }, problems: [...problems].sort((one, other) => one.span.start - other.span.start) }
}

/** By the extension; without one of ours (standard input, `vm.txt`) by the first character. */
export const languageOf = (path: string, text: string): Language | undefined => {
  const byExtension = (extension: string): Language | undefined => languages.find(({ extensions }) => extensions.includes(extension))
  return byExtension(extname(path).toLowerCase()) ?? byExtension(/^\s*</.test(text) ? '.xml' : '.md')
}

const notText = (language: Language, offset: number): Problem => ({
  code: language.id === 'marp' ? 'marp/not-text' : 'xml/not-text',
  level: 'error',
  span: { start: offset, end: offset + 1 },
  message: 'This byte is not text: the file is neither UTF-8 nor in an encoding that it declares. Save it as UTF-8.',
})
