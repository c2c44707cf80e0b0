// How `node --test` reports for us: a line a file as soon as it is through, failures in full where they happen, and node's own
// closing summary as it is.
import { relative } from 'node:path'

export default async function* reporter(events) {
  const files = new Map()
  // Node tells of the files one behind the other, also where it runs several at once.
  let current
  for await (const { type, data } of events) {
    if (type === 'test:diagnostic' && data.nesting === 0) {
      if (current !== undefined) yield line(current, files.get(current))
      current = undefined
      yield `# ${data.message}\n`
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue
    if (data.file !== current && current !== undefined) yield line(current, files.get(current))
    current = data.file
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

function line(file, { passed, failed, skipped, ms }) {
  const counts = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`].filter(Boolean).join(', ')
  return `${failed ? '✖' : '✔'} ${name(file)} (${counts}, ${Math.round(ms)} ms)\n`
}

const name = file => file ? relative('test', file).replace(/^dist./, '').replace(/\.test\.[jt]s$/, '') : 'tests'

const reason = error => error?.code === 'ERR_TEST_FAILURE' && error.failureType !== 'subtestsFailed' && error.cause?.stack
  ? error.cause.stack : error?.cause?.message ?? error?.message ?? String(error)

const indent = text => String(text).split('\n').map(line => `    ${line}`).join('\n')
