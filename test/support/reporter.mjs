// How `node --test` reports for us: a line a file, failures in full where they happen, and node's own closing summary as it is.
import { relative } from 'node:path'

export default async function* reporter(events) {
  const files = new Map()
  for await (const { type, data } of events) {
    if (type === 'test:diagnostic' && data.nesting === 0) yield* closing(files, data)
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const file = files.get(data.file) ?? { passed: 0, failed: 0, skipped: 0, ms: 0 }
    files.set(data.file, file)
    if (data.details.type === 'suite') continue
    if (data.nesting === 0) file.ms += data.details.duration_ms
    if (type === 'test:pass') file[data.skip !== undefined ? 'skipped' : 'passed']++
    else {
      file.failed++
      yield `✖ ${name(data.file)}: ${data.name}\n${indent(reason(data.details.error))}\n`
    }
  }
}

/** The first of node's closing lines comes when all files are through: then the table of files is told. */
function* closing(files, { message }) {
  if (message.startsWith('tests ')) {
    for (const [file, { passed, failed, skipped, ms }] of [...files].sort(([a], [b]) => String(a).localeCompare(String(b)))) {
      const counts = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`].filter(Boolean).join(', ')
      yield `${failed ? '✖' : '✔'} ${name(file)} (${counts}, ${Math.round(ms)} ms)\n`
    }
  }
  yield `# ${message}\n`
}

const name = file => file ? relative('test', file).replace(/^dist./, '').replace(/\.test\.[jt]s$/, '') : 'tests'

const reason = error => error?.code === 'ERR_TEST_FAILURE' && error.failureType !== 'subtestsFailed' && error.cause?.stack
  ? error.cause.stack : error?.cause?.message ?? error?.message ?? String(error)

const indent = text => String(text).split('\n').map(line => `    ${line}`).join('\n')
