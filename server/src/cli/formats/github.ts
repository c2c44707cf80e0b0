// `--format github`: workflow commands, which GitHub Actions turns into annotations on the changed lines.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands; the escapes are those of
// actions/toolkit's packages/core/src/command.ts.
import type { Level } from '../../core/model'
import type { Result } from '../result'
import type { Format } from './format'
import { placesIn, relatedPlace, slashed } from './places'

export const github: Format = {
  end: (results, { root }) => results.map(result => commands(result, slashed(result.path, root))).join(''),
}

function commands({ text, problems, failure }: Result, file: string): string {
  if (failure !== undefined) return command('error', { file }, failure)
  const at = placesIn(text)
  return problems.map(({ code, level, message, span, related }) => {
    const { line, column, endLine, endColumn } = at(span)
    const notes = related?.map(note => {
      const place = relatedPlace(note, at, file)
      return `\n${place.path}:${place.line}:${place.column}: ${note.message}`
    }) ?? []
    // Columns are only for what stands on one line; GitHub's check runs refuse others.
    const columns: Properties = line === endLine ? { col: column, endColumn } : {}
    return command(words[level], { file, line, endLine, ...columns, title: code }, message + notes.join(''))
  }).join('')
}

const words: Readonly<Record<Level, 'error' | 'warning' | 'notice'>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' }

type Properties = Readonly<Record<string, string | number>>

function command(word: string, properties: Properties, message: string): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`)
  return `::${word} ${given.join(',')}::${escaped(message)}\n`
}

/** Nor must a file's control characters steer who reads the log. */
const escaped = (text: string): string => text.replace(/[^\P{Cc}\t\r\n]/gu, '\uFFFD').replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
