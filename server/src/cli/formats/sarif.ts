// `--format sarif`: SARIF 2.1.0, for GitHub's code scanning and for viewers. Section numbers are those of the standard,
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Fix, Level, Problem, Related, Span } from '../../core/model'
import type { RuleInfo } from '../../core/service'
import { standardInput, type Result } from '../result'
import type { About, Format } from './format'
import { fingerprintsOf, placesIn, relatedPlace, slashed, type Place } from './places'

export const sarif: Format = {
  fixes: true,
  end: (results, about) => `${JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run(results, about)],
  }, null, 2)}\n`,
}

function run(results: readonly Result[], { version, rules, root }: About): unknown {
  const codes = [...new Set(results.flatMap(({ problems }) => problems.map(({ code }) => code)))].sort()
  const failures = results.filter(({ failure }) => failure !== undefined)
  return {
    tool: { driver: { name: 'Virtdeck', version, semanticVersion: version, rules: codes.map(code => ruleOf(code, rules.find(rule => rule.code === code))) } },
    invocations: [{
      executionSuccessful: failures.length === 0,
      ...failures.length && { toolExecutionNotifications: failures.map(({ path, failure }) => ({ level: 'error', message: { text: failure }, locations: [{ physicalLocation: { artifactLocation: artifact(path, root) } }] })) },
    }],
    // 3.14.14: what relative paths count from.
    originalUriBaseIds: { [base]: { uri: `${pathToFileURL(root).href.replace(/\/$/, '')}/` } },
    columnKind: 'utf16CodeUnits',
    results: results.flatMap(result => resultsOf(result, codes, root)),
  }
}

const base = '%SRCROOT%'

/** 3.49: what is known of a code. */
function ruleOf(code: string, known: RuleInfo | undefined): unknown {
  const { title, level, docs } = known ?? {}
  const help = docs && [`**Why:** ${docs.why}`, `**How to mend it:** ${docs.mend}`, ...docs.by === '' ? [] : [`**Enforced by:** ${docs.by}`], ...docs.since === undefined ? [] : [`**Since:** libvirt ${docs.since}`]]
  return {
    id: code,
    ...title !== undefined && { shortDescription: { text: title } },
    ...docs && { fullDescription: { text: docs.why } },
    ...help && { help: { text: help.join('\n').replaceAll('**', ''), markdown: help.join('\n\n') } },
    ...level && { defaultConfiguration: { level: levels[level] } },
    properties: { tags: [code.slice(0, code.indexOf('/'))] },
  }
}

const levels: Readonly<Record<Level, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' }

function resultsOf(result: Result, codes: readonly string[], root: string): readonly unknown[] {
  const { path, text, problems, fixes = [] } = result
  const at = placesIn(text)
  const place = (span: Span): unknown => ({ artifactLocation: artifact(path, root), region: { ...regionOf(at(span)), ...span.end - span.start < longest && { snippet: { text: text.slice(span.start, span.end) } } } })
  const beside = (note: Related): unknown => {
    if (!note.elsewhere) return place(note.span)
    const there = relatedPlace(note, at, path)
    return { artifactLocation: artifact(there.path, root), region: regionOf(there) }
  }
  const fingerprints = fingerprintsOf(result, root)
  return problems.map(({ code, level, message, span, related }: Problem, index) => ({
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[level],
    message: { text: plain(message), markdown: message },
    locations: [{ physicalLocation: place(span) }],
    ...related?.length && { relatedLocations: related.map((note, id) => ({ id: id + 1, message: { text: plain(note.message) }, physicalLocation: beside(note) })) },
    partialFingerprints: { 'virtdeckProblem/v1': fingerprints[index] },
    ...fixes[index]?.length && { fixes: fixes[index].map(fix => fixOf(fix, artifact(path, root), at)) },
  }))
}

/** A file may hold a value of megabytes. */
const longest = 500

/** 3.11.6: a `[text](target)` would be taken for a link into the log. */
const plain = (message: string): string => message.replace(/\[(?=[^[\]]*\]\()/g, '\\[')

/** 3.30: lines and columns count from one, `endColumn` is behind the last character. */
const regionOf = ({ line, column, endLine, endColumn }: Place): object => ({ startLine: line, startColumn: column, endLine, endColumn })

/** 3.55: what an edit takes away, and what it puts there. */
function fixOf({ title, edits }: Fix, artifactLocation: unknown, at: (span: Span) => Place): unknown {
  return {
    description: { text: plain(title) },
    artifactChanges: [{
      artifactLocation,
      replacements: edits.map(({ span, text }) => ({ deletedRegion: regionOf(at(span)), ...text !== '' && { insertedContent: { text } } })),
    }],
  }
}

/** 3.4: a path below the root is relative to it; another is whole. */
function artifact(path: string, root: string): unknown {
  if (path === standardInput) return { uri: 'stdin', description: { text: 'standard input' } }
  const shown = slashed(path, root)
  return isAbsolute(shown) ? { uri: pathToFileURL(path).href } : { uri: shown.split('/').map(encodeURIComponent).join('/'), uriBaseId: base }
}
