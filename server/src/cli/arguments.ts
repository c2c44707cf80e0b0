// The command line: what a person asked for, or what to tell them about how to ask.
import { parseArgs } from 'node:util'
import { languages } from '../core/languages'
import { defaultSettings, isVersion, type Settings } from '../core/service'
import type { Formatting } from './format'

export type Asked =
  | { readonly command: 'lint'; readonly format: Format; readonly settings: Settings; readonly paths: readonly string[] }
  | { readonly command: 'format'; readonly formatting: Formatting; readonly settings: Settings; readonly paths: readonly string[] }
  | { readonly command: 'explain'; readonly path: string }
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'misuse'; readonly message: string }

export type Format = 'text' | 'json'

export const usage = `Usage: virtdeck lint [--format text|json] [--libvirt VERSION] [--schemas FOLDER] FILE…
       virtdeck format [--check] [--order] [--indent N|tab] FILE…
       virtdeck explain PATH | --cards

lint finds problems in libvirt XML and Marp decks; format formats libvirt XML, in place; explain says what a part of it means.

  FILE                a file; a directory, which is searched for .xml and .md; or - for standard input
  --format text|json  how problems are written (text)
  --libvirt VERSION   the libvirt that the XML is for: latest, host (the one installed here) or
                      a version such as 9.0.0 (${defaultSettings.libvirt.version}); a comment in a file wins:
                      <!-- virtdeck: libvirt=9.0.0 -->
  --schemas FOLDER    the schemas (*.rng) that host means, instead of those installed here
  --check             change nothing, name the files that formatting would change
  --order             also put elements into the order in which libvirt prints them
  --indent N|tab      what one level is indented by (2)
  PATH                elements, an @attribute and a =value: devices/disk/driver@cache=none,
                      'interface[type=bridge]/source', pool/source; what decks know: marp:paginate (marp lists it);
                      advice: card:numa
  --cards             list the cards, which say why one would want a hard thing, and how
  --help              print this
  --version           print the version

Exit status: 0 without errors, 1 with errors or (--check) files to be formatted, 2 when called wrongly, when a file could not
be read, or when there is nothing to explain.
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
      libvirt: { type: 'string' },
      schemas: { type: 'string' },
      check: { type: 'boolean' },
      order: { type: 'boolean' },
      indent: { type: 'string' },
      cards: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  })
  const { format, schemas = defaultSettings.libvirt.schemas } = values
  // Schemas are named to be judged by.
  const version = values.libvirt ?? (schemas === '' ? defaultSettings.libvirt.version : 'host')
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  if (command === undefined) return misuse('say what to do: lint, format or explain')
  if (command === 'explain') return explained(paths, values.cards ?? false, Object.keys(values).filter(name => name !== 'cards' && (name !== 'format' || values.format !== 'text')))
  if (values.cards) return misuse('--cards belongs to virtdeck explain')
  if (command !== 'lint' && command !== 'format') return misuse(`there is no command ${JSON.stringify(command)}: did you mean lint ${JSON.stringify(command)}?`)
  const foreign = ['check', 'order', 'indent'] as const
  const stray = command === 'lint' ? foreign.find(name => values[name] !== undefined) : undefined
  if (stray) return misuse(`--${stray} belongs to virtdeck format`)
  if (!isFormat(format)) return misuse(`there is no format ${JSON.stringify(format)}: choose text or json`)
  if (!isVersion(version)) {
    const known = languages.flatMap(language => language.versions ?? [])
    return misuse(`${JSON.stringify(version)} is no version of libvirt: choose one of ${known.join(', ')}, or another as 10.0.0`)
  }
  if (values.schemas === '') return misuse('--schemas wants a folder')
  if (schemas !== '' && version !== 'host') return misuse(`--schemas goes with --libvirt host, not with ${version}: leave one of them out`)
  if (paths.length === 0) return misuse(`name a file or a directory to ${command}, or - for standard input`)
  const settings = { ...defaultSettings, libvirt: { version, schemas }, format: { order: values.order ?? false } }
  if (command === 'lint') return { command, format, settings, paths }
  const indent = indentOf(values.indent ?? '2')
  if (indent === null) return misuse(`--indent ${JSON.stringify(values.indent)} is no measure: give a number from 1 to 8, or tab`)
  return { command, formatting: { check: values.check ?? false, indent }, settings, paths }
}

const indentOf = (given: string): string | null => given === 'tab' ? '\t' : /^[1-8]$/.test(given) ? ' '.repeat(Number(given)) : null

const explained = (paths: readonly string[], cards: boolean, options: readonly string[]): Asked => {
  if (options.length) return misuse(`--${options[0]!} does not go with explain`)
  if (cards) return paths.length ? misuse('--cards lists the cards: leave the path out') : { command: 'explain', path: 'card:' }
  const [path, ...more] = paths
  if (path === undefined || path.trim() === '') return misuse('name what to explain, such as devices/disk/driver@cache')
  return more.length ? misuse(`explain takes one path, not ${paths.length}`) : { command: 'explain', path }
}

const isFormat = (format: string): format is Format => format === 'text' || format === 'json'

const misuse = (message: string): Asked => ({ command: 'misuse', message })
