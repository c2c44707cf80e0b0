// `--format gitlab`: GitLab's code quality report, a list of issues that merge requests show beside the lines.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
import type { Level } from '../../core/model'
import type { Result } from '../result'
import type { Format } from './format'
import { fingerprintsOf, placesIn, slashed } from './places'

export const gitlab: Format = {
  end: (results, { root }) => `${JSON.stringify(results.flatMap(result => issues(result, root)), null, 2)}\n`,
}

/** A problem that GitLab has seen before, by its fingerprint, is not shown as new. */
function issues(result: Result, root: string): readonly unknown[] {
  const { path, text, problems } = result
  const at = placesIn(text)
  const fingerprints = fingerprintsOf(result, root)
  return problems.map(({ code, level, message, span }, index) => ({
    description: message,
    check_name: code,
    fingerprint: fingerprints[index],
    severity: severities[level],
    location: { path: slashed(path, root), lines: { begin: at(span).line, end: at(span).endLine } },
  }))
}

const severities: Readonly<Record<Level, 'major' | 'minor' | 'info'>> = { error: 'major', warning: 'minor', information: 'info', hint: 'info' }
