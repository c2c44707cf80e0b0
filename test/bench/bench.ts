// `npm run bench`: what a keystroke, a whole corpus and a start cost, each beside a peer that is measured in the same run.
// Figures are medians of several rounds; nothing is kept from one round for the next but what a server would keep.
//   LIBVIRT_CORPUS=FOLDER  libvirt's test files (their tests/qemuxml2argvdata), against xmllint and the installed schemas
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { XMLParser } from 'fast-xml-parser'
import { languages } from '../../server/src/core/languages'
import { defaultSettings, type Document, type Language } from '../../server/src/core/service'
import { parse } from '../../server/src/core/xml/parse'
import { domainOf } from './domain'

const rounds = 15

const row = (what: string, ...figures: readonly string[]): void => console.log(`  ${what.padEnd(44)} ${figures.join('   ')}`)
const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 0)} ms`
const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1]!
const language = (id: Language['id']): Language => languages.find(one => one.id === id)!

async function timed(work: (round: number) => unknown): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await work(round)
    times.push(performance.now() - start)
  }
  return median(times)
}

/** What the editor asks after each key: the problems of a text that it has not seen before. */
async function keystrokes(): Promise<void> {
  console.log('\nA keystroke: a text that was never seen before -> its problems; then completion and hover in it')
  const libvirt = language('libvirt')
  const first = performance.now()
  void (await libvirt.open(domainOf(3), defaultSettings)).problems()
  row('3 KB domain, the very first (loads the grammar)', ms(performance.now() - first))
  for (const size of [3, 30, 740]) {
    const text = domainOf(size)
    const typed = (round: number): string => text.replace('<title>', `<title>${round}`)
    let document: Document | undefined
    // A server has been typed into for a while; the first row is what it costs before that.
    for (let key = 0; key < 60_000 / text.length; key++) (await libvirt.open(typed(rounds + key), defaultSettings)).problems()
    const problems = await timed(async round => void (document = await libvirt.open(typed(round), defaultSettings)).problems())
    const at = typed(rounds - 1).lastIndexOf("bus='") + 5
    const completion = await timed(() => document!.complete(at))
    const hover = await timed(() => document!.hover(at))
    const broken = await timed(async round => (await libvirt.open(typed(round).replace("bus='", "buss='"), defaultSettings)).problems())
    row(`${size} KB domain`, ms(problems), `with a mistake ${ms(broken)}`, `complete ${ms(completion)}`, `hover ${ms(hover)}`)
  }
  const deck = readFileSync('examples/virtualization.md', 'utf8')
  row(`deck of ${(deck.length / 1024).toFixed(0)} KB`, ms(await timed(async round => (await language('marp').open(`${deck}\n${round}`, defaultSettings)).problems())))
}

async function parsing(): Promise<void> {
  console.log('\nParsing 740 KB of XML into a tree, beside fast-xml-parser')
  const text = domainOf(740)
  const ours = await timed(() => parse(text))
  const peer = new XMLParser({ ignoreAttributes: false, preserveOrder: true })
  const theirs = await timed(() => peer.parse(text))
  row('ours / fast-xml-parser', `${ms(ours)} / ${ms(theirs)}`, `ratio ${(ours / theirs).toFixed(2)}`)
}

async function corpus(): Promise<void> {
  const folder = process.env.LIBVIRT_CORPUS && join(process.env.LIBVIRT_CORPUS, 'tests/qemuxml2argvdata')
  const schema = '/usr/share/libvirt/schemas/domain.rng'
  console.log('\nValidating libvirt\'s own test domains, beside xmllint (libxml2)')
  if (!folder || !existsSync(folder)) return row('not measured: LIBVIRT_CORPUS names no folder with tests/qemuxml2argvdata')
  if (!existsSync(schema) || spawnSync('xmllint', ['--version']).error) return row(`not measured: needs xmllint and ${schema}`)
  const files = readdirSync(folder).filter(name => name.endsWith('.xml')).map(name => join(folder, name))
  const all = async (): Promise<void> => {
    for (const file of files) (await language('libvirt').open(readFileSync(file, 'utf8'), defaultSettings)).problems()
  }
  const ratios: number[] = []
  const ours: number[] = []
  for (let round = 0; round < 5; round++) {
    const start = performance.now()
    await all()
    const middle = performance.now()
    spawnSync('xmllint', ['--noout', '--relaxng', schema, ...files], { stdio: 'ignore' })
    ours.push(middle - start)
    ratios.push((middle - start) / (performance.now() - middle))
  }
  row(`${files.length} files, reading and parsing included`, ms(median(ours)), `ratio to xmllint ${median(ratios).toFixed(2)} (first round ${ratios[0]!.toFixed(2)})`)
}

async function start(): Promise<void> {
  console.log('\nStarting the language server: from the start of the process to its answer to initialize')
  const once = (): Promise<void> => new Promise((resolve, reject) => {
    const server = spawn(process.execPath, ['server/dist/node/server.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
    server.once('error', reject)
    server.stdout.once('data', () => server.kill())
    server.once('exit', () => resolve())
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } })
    server.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`)
  })
  const bare = await timed(() => spawnSync(process.execPath, ['-e', '0']))
  const ours = await timed(once)
  row('server / an empty Node', `${ms(ours)} / ${ms(bare)}`, `ratio ${(ours / bare).toFixed(2)}`)
}

function sizes(): void {
  console.log('\nSizes (minified; gzip)')
  const show = (file: string): void => row(file, `${(statSync(file).size / 1024).toFixed(0)} KB`, `${(gzipSync(readFileSync(file)).length / 1024).toFixed(0)} KB`)
  for (const folder of ['client/dist/node', 'client/dist/web', 'server/dist/node', 'server/dist/web', 'server/src/core/libvirt/data']) {
    for (const name of readdirSync(folder).filter(name => /\.js(on)?$/.test(name))) show(join(folder, name))
  }
  show('server/dist/cli.js')
}

async function main(): Promise<void> {
  console.log(`node ${process.version}; medians of ${rounds} rounds`)
  await keystrokes()
  await parsing()
  await corpus()
  await start()
  sizes()
}

void main()
