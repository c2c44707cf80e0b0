// The other judges: xmllint (libxml2, with which libvirt validates) and jing, asked about many files at once.
import { spawnSync } from 'node:child_process'

export interface Opinion {
  readonly valid: boolean
  /** What it complained of. */
  readonly said: string
}

export type Judge = (schema: string, files: readonly string[]) => ReadonlyMap<string, Opinion>

/** `schema`: the path of an .rng file. */
export const xmllint: Judge = (schema, files) => asked(files, batch => {
  const { stderr, error } = spawnSync('xmllint', ['--noout', '--relaxng', schema, ...batch], { encoding: 'utf8', maxBuffer })
  if (error) throw error
  const valid = new Set([...stderr.matchAll(/^(.+) validates$/gm)].map(match => match[1]!))
  const said = saidOf(stderr, batch)
  return file => ({ valid: valid.has(file), said: said.get(file) ?? '' })
})

/** Without checking IDs, which libxml2 does not do either. A file that is not well-formed ends its run, so the rest is asked anew. */
export const jing: Judge = (schema, files) => asked(files, batch => {
  const opinions = new Map<string, Opinion>()
  for (let left = batch; left.length;) {
    const { stdout, error } = spawnSync('jing', ['-i', schema, ...left], { encoding: 'utf8', maxBuffer })
    if (error) throw error
    const said = saidOf(stdout, left)
    const fatal = left.findIndex(file => /^fatal:/m.test(said.get(file) ?? ''))
    const done = fatal < 0 ? left : left.slice(0, fatal + 1)
    for (const file of done) opinions.set(file, { valid: !said.has(file), said: said.get(file) ?? '' })
    left = left.slice(done.length)
  }
  return file => opinions.get(file)!
})

export function isThere(program: 'xmllint' | 'jing'): boolean {
  const { error, stdout, stderr } = spawnSync(program, program === 'jing' ? [] : ['--version'], { encoding: 'utf8' })
  // Jing is a script around Java: without it, it says nothing of itself.
  return !error && (program !== 'jing' || /Jing|usage/i.test(`${stdout}${stderr}`))
}

const maxBuffer = 1 << 28
const atOnce = 400

function asked(files: readonly string[], ask: (batch: readonly string[]) => (file: string) => Opinion): ReadonlyMap<string, Opinion> {
  const opinions = new Map<string, Opinion>()
  for (let from = 0; from < files.length; from += atOnce) {
    const batch = files.slice(from, from + atOnce)
    const opinionOn = ask(batch)
    for (const file of batch) opinions.set(file, opinionOn(file))
  }
  return opinions
}

/** The lines that begin with the name of a file and a line number, and those that belong to them. */
function saidOf(output: string, files: readonly string[]): ReadonlyMap<string, string> {
  const known = new Set(files)
  const said = new Map<string, string>()
  for (const line of output.split('\n')) {
    const [, file, words] = /^(.+?):(?:\d+:)+ (.*)$/.exec(line) ?? []
    if (file !== undefined && known.has(file)) said.set(file, `${said.get(file) ?? ''}${words}\n`)
  }
  return said
}
