// `--format junit`: each file is a suite and each problem a test, as GitLab, Jenkins and others show them. Only errors fail;
// a warning is a test that passed with something to say. The shape is that of Jenkins' xUnit plugin (junit-10.xsd).
import type { Problem } from '../../core/model'
import type { Result } from '../result'
import type { Format } from './format'
import { placesIn, slashed } from './places'
import { declaration, element } from './xml'

export const junit: Format = {
  end: (results, { root }) => {
    const ours = results.filter(({ kind, failure }) => kind !== null || failure !== undefined)
    return declaration + element(0, 'testsuites', { name: 'virtdeck', ...sum(ours.map(countsOf)) }, ours.map(result => suite(result, slashed(result.path, root))))
  },
}

interface Tests {
  readonly tests: number
  readonly failures: number
  readonly errors: number
}

const countsOf = ({ problems, failure }: Result): Tests =>
  ({ tests: Math.max(1, problems.length), failures: problems.filter(({ level }) => level === 'error').length, errors: failure === undefined ? 0 : 1 })

const sum = (all: readonly Tests[]): Tests =>
  all.reduce((one, other) => ({ tests: one.tests + other.tests, failures: one.failures + other.failures, errors: one.errors + other.errors }), { tests: 0, failures: 0, errors: 0 })

function suite(result: Result, name: string): string {
  const { problems, failure } = result
  const cases = failure !== undefined ? [element(2, 'testcase', { classname: name, name: 'read' }, [element(3, 'error', { type: 'unreadable', message: failure })])]
    : problems.length ? casesOf(result, name)
    : [element(2, 'testcase', { classname: name, name: 'lint' })]
  return element(1, 'testsuite', { name, ...countsOf(result) }, cases)
}

function casesOf({ text, problems }: Result, name: string): readonly string[] {
  const at = placesIn(text)
  const where = ({ span }: Problem): string => `${at(span).line}:${at(span).column}`
  return problems.map(problem => {
    const { code, level, message } = problem
    const said = `${name}:${where(problem)}: ${level} ${message}`
    const child = level === 'error'
      ? element(3, 'failure', { type: code, message }, said)
      : element(3, 'system-out', {}, said)
    return element(2, 'testcase', { classname: name, name: `${code} (${where(problem)})` }, [child])
  })
}
