// The linter, and the docs: the same core as the language server, from a terminal. Exit status 0 clean, 1 errors, 2 misuse.
import '../runtime/v8.node'
import { installedLibvirt } from '../installed/schemas.node'
import { readArguments, usage, type Asked } from './arguments'
import { explained } from './explain'
import { sourcesOf, standardInput } from './files'
import { format, write } from './format'
import { lint } from './lint'
import { printable } from './quote'
import { jsonReport, textReport } from './report'

declare const VIRTDECK_VERSION: string

const run = async (asked: Asked): Promise<number> => {
  switch (asked.command) {
    case 'help':
      process.stdout.write(usage)
      return 0
    case 'version':
      process.stdout.write(`${VIRTDECK_VERSION}\n`)
      return 0
    case 'misuse':
      complain(`${asked.message}\n\n${usage}`)
      return 2
    case 'lint':
      return lintAll(asked)
    case 'format':
      return formatAll(asked)
    case 'explain':
      return explain(asked.path)
  }
}

const lintAll = async ({ format, settings, paths }: Asked & { readonly command: 'lint' }): Promise<number> => {
  const report = format === 'json' ? jsonReport() : textReport(isColored())
  const installed = installedLibvirt()
  const { schemas } = settings.libvirt
  const named = schemas === '' ? null : await installed.find(schemas)
  if (typeof named === 'string') {
    complain(`${named}: name the folder that holds libvirt's .rng files with --schemas\n`)
    return 2
  }
  let errors = false
  let told = false
  let failures = false
  for await (const source of sourcesOf(paths)) {
    try {
      if ('failure' in source) throw new Error(source.failure)
      const linted = await lint(source.path, source.bytes, settings, installed)
      const { target } = linted
      if (target?.lacking && target.from !== 'comment' && !told) {
        told = true
        complain(`${target.note ?? ''}\n`)
      }
      errors ||= linted.problems.some(({ level }) => level === 'error')
      process.stdout.write(report.file(linted))
    } catch (error) {
      failures = true
      complain(`${printable(`${source.path}: ${error instanceof Error ? error.message : String(error)}`)}\n`)
    }
  }
  process.stdout.write(report.end())
  return failures ? 2 : errors ? 1 : 0
}

const formatAll = async ({ formatting, settings, paths }: Asked & { readonly command: 'format' }): Promise<number> => {
  let changed = false
  let failures = false
  for await (const source of sourcesOf(paths)) {
    try {
      const formatted = await format(source, settings, formatting)
      if (formatted.kind === 'failed') throw new Error(formatted.why)
      if (source.path === standardInput && !formatting.check) {
        process.stdout.write(formatted.kind === 'changed' ? formatted.text : 'bytes' in source ? source.bytes : '')
      } else if (formatted.kind === 'changed') {
        changed = true
        if (!formatting.check) await write(source.path, formatted.text)
        process.stdout.write(`${printable(source.path)}\n`)
      }
    } catch (error) {
      failures = true
      complain(`${printable(`${source.path}: ${error instanceof Error ? error.message : String(error)}`)}\n`)
    }
  }
  return failures ? 2 : changed && formatting.check ? 1 : 0
}

const explain = async (path: string): Promise<number> => {
  const { text, status } = await explained(path, { columns: process.stdout.columns ?? 80, colored: isColored() })
  if (status) complain(text)
  else process.stdout.write(text)
  return status
}

const isColored = (): boolean => process.stdout.isTTY && !process.env['NO_COLOR']

const complain = (message: string): void => { process.stderr.write(`virtdeck: ${message}`) }

// A reader such as `head` may leave before the end: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? process.exitCode : 2))

void run(readArguments(process.argv.slice(2))).then(code => { process.exitCode = code })
