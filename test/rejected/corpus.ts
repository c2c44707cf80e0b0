// libvirt's own test files of the QEMU driver, sorted by what libvirt says of them: an `.err` is a refusal, an `.args` without one
// is an acceptance. They are read from a folder with libvirt's source tree, or from the archive that LIBVIRT_CORPUS names.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface Refused {
  /** `disk-same-targets`: the file without `.xml`. */
  readonly name: string
  readonly text: string
  /** What libvirt says, one text a variant of QEMU. */
  readonly answers: readonly string[]
}

export interface Corpus {
  readonly place: string
  readonly version: string
  readonly refused: readonly Refused[]
  readonly accepted: readonly { readonly name: string, readonly text: string }[]
  /** Every other domain of the tests, for what they are worth: libvirt's outputs, other drivers' inputs. */
  readonly others: readonly { readonly name: string, readonly text: string }[]
  /** Documents of another kind in the tests, by their root. */
  ofKind(root: string): readonly { readonly name: string, readonly text: string }[]
}

/** A text for a person when there is no corpus. */
export function readCorpus(program: string): Corpus | string {
  const given = process.env.LIBVIRT_CORPUS
  if (!given || !existsSync(given)) {
    return `${program}: ${given ? `there is no ${given}` : 'set LIBVIRT_CORPUS'} to a folder with libvirt's source tree (with tests/), or to its archive.\n`
      + 'Where the `.args` files are left out, a list `accepted-VERSION.txt` in or beside it says which inputs libvirt accepts (or LIBVIRT_ACCEPTED names it).'
  }
  const tree = unpacked(given)
  const folder = ['tests/qemuxmlconfdata', 'tests/qemuxml2argvdata'].map(name => join(tree, name)).find(existsSync)
  if (!folder) return `${program}: no tests/qemuxmlconfdata or tests/qemuxml2argvdata in ${given}`
  const names = readdirSync(folder)
  const stem = (name: string, ending: string): string | null => {
    if (!name.endsWith(ending)) return null
    const whole = name.slice(0, -ending.length)
    // `name.x86_64-latest.xml` is what libvirt makes of `name.xml`.
    const input = whole.replace(/\.[a-z0-9_]+-(?:latest|[0-9.]+)(?:\+\w+)?(?:\.abi-update)?$/, '')
    return names.includes(`${input}.xml`) ? input : whole
  }
  const answers = new Map<string, string[]>()
  for (const name of names) {
    const test = stem(name, '.err')
    if (test !== null && names.includes(`${test}.xml`)) answers.set(test, [...answers.get(test) ?? [], readFileSync(join(folder, name), 'utf8').trim()])
  }
  const withArguments = new Set(names.flatMap(name => stem(name, '.args') ?? []))
  const list = [process.env.LIBVIRT_ACCEPTED, ...[tree, dirname(given)].map(place => join(place, 'accepted-9.0.0.txt'))].find(place => place && existsSync(place))
  const accepted = withArguments.size ? [...withArguments].map(name => join(folder, `${name}.xml`))
    : list ? readFileSync(list, 'utf8').split('\n').filter(Boolean).map(file => join(tree, file)) : []
  const text = (file: string): string => readFileSync(file, 'utf8')
  const known = new Set([...accepted, ...[...answers.keys()].map(name => join(folder, `${name}.xml`))])
  // One level deep: below are copies of /sys whose links go round in circles.
  const files = (): readonly string[] => readdirSync(join(tree, 'tests'), { withFileTypes: true }).filter(entry => entry.isDirectory()).flatMap(({ name }) => readdirSync(join(tree, 'tests', name)).map(file => join(tree, 'tests', name, file))).filter(file => file.endsWith('.xml'))
  const named = (file: string) => ({ name: file.slice(tree.length + 1), text: text(file) })
  const opensWith = (root: string) => ({ text }: { readonly text: string }): boolean => new RegExp(`<${root}[\\s>]`).test(text.slice(0, 3000))
  return {
    place: given,
    version: /qemuxmlconfdata/.test(folder) ? 'latest' : '9.0.0',
    refused: [...answers].filter(([name]) => !withArguments.has(name)).map(([name, answers]) => ({ name, text: text(join(folder, `${name}.xml`)), answers })).sort((a, b) => a.name < b.name ? -1 : 1),
    accepted: accepted.filter(file => existsSync(file) && !answers.has(file.slice(folder.length + 1, -4))).map(named),
    others: files().filter(file => !known.has(file) && !/schemadata|-invalid/.test(file)).map(named).filter(opensWith('domain')),
    ofKind: root => files().map(named).filter(opensWith(root)),
  }
}

function unpacked(given: string): string {
  const archive = statSync(given).isFile() ? given : readdirSync(given).filter(name => /^libvirt.*\.tar(\.\w+)?$/.test(name)).map(name => join(given, name))[0]
  if (!archive || existsSync(join(given, 'tests'))) return treeIn(given)
  const scratch = mkdtempSync(join(tmpdir(), 'virtdeck-rejected-'))
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
  spawnSync('tar', ['-xf', archive, '-C', scratch])
  return treeIn(scratch)
}

/** The folder that holds `tests`, which archives often wrap in one more. */
const treeIn = (folder: string): string =>
  existsSync(join(folder, 'tests')) ? folder : readdirSync(folder).map(name => join(folder, name)).find(path => existsSync(join(path, 'tests'))) ?? folder
