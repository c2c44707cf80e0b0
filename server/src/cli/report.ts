// What the linter prints: JSON for programs; for people the place, the line, and the token underlined.
import type { Level } from '../core/model'
import { linesOf, type Position } from '../core/text/lines'
import { printable, quote } from './quote'
import { standardInput } from './files'
import type { Linted } from './lint'

/** Said once per run; each file as it comes, then the end. */
export interface Report {
  file(linted: Linted): string
  end(): string
}

export const jsonReport = (): Report => {
  const files: unknown[] = []
  return {
    file: linted => {
      files.push(jsonFile(linted))
      return ''
    },
    end: () => `${JSON.stringify({ version: 1, files })}\n`,
  }
}

export const textReport = (colored: boolean): Report => {
  const paint: Paint = (style, text) => colored ? `\x1b[${styles[style]}m${text}\x1b[0m` : text
  const counts: Counts = { files: 0, foreign: 0, error: 0, warning: 0, information: 0, hint: 0 }
  return {
    file: linted => {
      counts.files++
      if (linted.kind === null) counts.foreign++
      for (const { level } of linted.problems) counts[level]++
      return textFile(linted, paint)
    },
    end: () => `${summary(counts)}\n`,
  }
}

type Paint = (style: keyof typeof styles, text: string) => string
type Counts = { files: number; foreign: number } & Record<Level, number>

const jsonFile = ({ path, text, kind, target, problems }: Linted): unknown => {
  const lines = linesOf(text)
  return {
    path,
    kind,
    libvirt: target?.judge ?? null,
    problems: problems.map(({ code, level, message, span }) => ({
      code, severity: level, message, range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
    })),
  }
}

const textFile = ({ path, text, problems }: Linted, paint: Paint): string => {
  const lines = linesOf(text)
  const name = path === standardInput ? '<stdin>' : printable(path)
  const at = ({ line, character }: Position): string => `${name}:${line + 1}:${character + 1}:`
  return problems.map(({ code, level, message, span, related }) => {
    const { source, underline } = quote(text, lines, span)
    const notes = related?.map(note => `  ${at(lines.positionAt(note.span.start))} note: ${printable(note.message)}\n`) ?? []
    return `${paint('bold', at(lines.positionAt(span.start)))} ${paint(colors[level], level)} ${paint('dim', code)} ${printable(message)}\n`
      + `${source}\n${paint(colors[level], underline)}\n${notes.join('')}`
  }).join('')
}

const styles = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36 } as const

const colors = { error: 'red', warning: 'yellow', information: 'blue', hint: 'cyan' } as const

const summary = ({ files, foreign, ...levels }: Counts): string => {
  const total = Object.values(levels).reduce((sum, count) => sum + count, 0)
  const parts = (Object.keys(colors) as Level[]).filter(level => levels[level] > 0).map(level => counted(levels[level], nouns[level]))
  const problems = total === 0 ? 'No problems' : `${counted(total, 'problem')} (${parts.join(', ')})`
  const others = foreign === 0 ? '' : foreign === 1 ? '; 1 more is neither libvirt XML nor a Marp deck' : `; ${foreign} more are neither libvirt XML nor Marp decks`
  return `${problems} in ${counted(files - foreign, 'file')}${others}.`
}

const nouns: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'hint' }

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
