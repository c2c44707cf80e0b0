// The command line: what a person asked for, or what to tell them about how to ask.
import { parseArgs } from 'node:util'
import { languages } from '../core/languages'
import { defaultSettings, type Settings } from '../core/service'
import type { Formatting } from './format'

export type Asked =
  | { readonly command: 'lint'; readonly format: Format; readonly settings: Settings; readonly paths: readonly string[] }
  | { readonly command: 'format'; readonly formatting: Formatting; readonly settings: Settings; readonly paths: readonly string[] }
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'misuse'; readonly message: string }

export type Format = 'text' | 'json'

export const usage = `Usage: virtdeck lint [--format text|json] [--libvirt VERSION] FILE…
       virtdeck format [--check] [--order] [--indent N|tab] FILE…

Finds problems in libvirt XML and Marp decks; formats libvirt XML, in place.

  FILE                a file; a directory, which is searched for .xml and .md; or - for standard input
  --format text|json  how problems are written (text)
  --libvirt VERSION   the libvirt whose schemas judge the XML (${defaultSettings.libvirt.version})
  --check             change nothing, name the files that formatting would change
  --order             also put elements into the order in which libvirt prints them
  --indent N|tab      what one level is indented by (2)
  --help              print this
  --version           print the version

Exit status: 0 without errors, 1 with errors or (--check) files to be formatted, 2 when called wrongly or when a file could not be read.
`

export const readArguments = (args: readonly string[]): Asked => {
  try {
    return asked(args)
  } catch (error) {
    // Node's message goes on to explain how a file may begin with a dash; the first sentence is enough.
    return misuse((error instanceof Error ? error.message : String(error)).split('. ')[0] ?? '')
  }
}

const asked = (args: readonly string[]): Asked => {
  const { values, positionals: [command, ...paths] } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      libvirt: { type: 'string', default: defaultSettings.libvirt.version },
      check: { type: 'boolean' },
      order: { type: 'boolean' },
      indent: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  })
  const { format, libvirt } = values
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  if (command === undefined) return misuse('say what to do: lint or format')
  if (command !== 'lint' && command !== 'format') return misuse(`there is no command ${JSON.stringify(command)}: did you mean lint ${JSON.stringify(command)}?`)
  const foreign = ['check', 'order', 'indent'] as const
  const stray = command === 'lint' ? foreign.find(name => values[name] !== undefined) : undefined
  if (stray) return misuse(`--${stray} belongs to virtdeck format`)
  if (!isFormat(format)) return misuse(`there is no format ${JSON.stringify(format)}: choose text or json`)
  const known = languages.flatMap(language => language.versions ?? [])
  if (known.length > 0 && !known.includes(libvirt)) {
    return misuse(`libvirt ${JSON.stringify(libvirt)} is not known here: choose one of ${known.join(', ')}`)
  }
  if (paths.length === 0) return misuse(`name a file or a directory to ${command}, or - for standard input`)
  if (command === 'format') {
    const indent = indentOf(values.indent ?? '2')
    if (indent === null) return misuse(`--indent ${JSON.stringify(values.indent)} is no measure: give a number from 1 to 8, or tab`)
    return { command, formatting: { check: values.check ?? false, indent }, settings: { ...defaultSettings, libvirt: { version: libvirt }, format: { order: values.order ?? false } }, paths }
  }
  return { command, format, settings: { ...defaultSettings, libvirt: { version: libvirt } }, paths }
}

const indentOf = (given: string): string | null => given === 'tab' ? '\t' : /^[1-8]$/.test(given) ? ' '.repeat(Number(given)) : null

const isFormat = (format: string): format is Format => format === 'text' || format === 'json'

const misuse = (message: string): Asked => ({ command: 'misuse', message })
