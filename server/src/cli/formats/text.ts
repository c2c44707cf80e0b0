// `--format text`, for people: the place, the line, and the token underlined; a count at the end.
import type { Level } from '../../core/model'
import { linesOf } from '../../core/text/lines'
import { printable, quote } from '../quote'
import { countsOf, standardInput, type Counts, type Result } from '../result'
import type { Format } from './format'
import { placesIn, relatedPlace } from './places'

export const text: Format = {
  file: (result, { colored }) => fileText(result, (style, text) => colored ? `\x1b[${styles[style]}m${text}\x1b[0m` : text),
  end: results => `${summary(countsOf(results))}\n`,
}

type Paint = (style: keyof typeof styles, text: string) => string

function fileText({ path, text, problems }: Result, paint: Paint): string {
  const lines = linesOf(text)
  const at = placesIn(text)
  const where = ({ path, line, column }: { readonly path: string, readonly line: number, readonly column: number }): string => `${path === standardInput ? '<stdin>' : printable(path)}:${line}:${column}:`
  return problems.map(({ code, level, message, span, related }) => {
    const { source, underline } = quote(text, lines, span)
    const notes = related?.map(note => `  ${where(relatedPlace(note, at, path))} note: ${printable(note.message)}\n`) ?? []
    return `${paint('bold', where({ path, ...at(span) }))} ${paint(colors[level], level)} ${paint('dim', code)} ${printable(message)}\n`
      + `${source}\n${paint(colors[level], underline)}\n${notes.join('')}`
  }).join('')
}

const styles = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36 } as const

const colors = { error: 'red', warning: 'yellow', information: 'blue', hint: 'cyan' } as const

function summary({ files, foreign, mended, ...levels }: Counts): string {
  const total = Object.values(levels).reduce((sum, count) => sum + count, 0)
  const parts = (Object.keys(colors) as Level[]).filter(level => levels[level] > 0).map(level => counted(levels[level], nouns[level]))
  const problems = total === 0 ? 'No problems' : `${counted(total, 'problem')} (${parts.join(', ')})`
  const others = foreign === 0 ? '' : foreign === 1 ? '; 1 more is neither libvirt XML nor a Marp deck' : `; ${foreign} more are neither libvirt XML nor Marp decks`
  const before = mended === 0 ? '' : `${counted(mended, 'file')} mended. `
  return `${before}${problems} in ${counted(files - foreign, 'file')}${others}.`
}

const nouns: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'hint' }

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
