// `--format checkstyle`: the XML of Checkstyle's XMLLogger, which many tools read (reviewdog, Jenkins' Warnings, Sonar).
import type { Level } from '../../core/model'
import type { Result } from '../result'
import type { Format } from './format'
import { placesIn, slashed } from './places'
import { declaration, element } from './xml'

export const checkstyle: Format = {
  end: (results, { root }) => {
    const ours = results.filter(({ kind, failure }) => kind !== null || failure !== undefined)
    return declaration + element(0, 'checkstyle', { version: '4.3' }, ours.map(result => file(result, slashed(result.path, root))))
  },
}

function file({ text, problems, failure }: Result, name: string): string {
  const at = placesIn(text)
  const unread = failure === undefined ? [] : [element(2, 'error', { line: 1, severity: 'error', message: failure, source: 'virtdeck' })]
  return element(1, 'file', { name }, [...unread, ...problems.map(({ code, level, message, span }) =>
    element(2, 'error', { line: at(span).line, column: at(span).column, severity: severities[level], message, source: code }))])
}

const severities: Readonly<Record<Level, 'error' | 'warning' | 'info'>> = { error: 'error', warning: 'warning', information: 'info', hint: 'info' }
