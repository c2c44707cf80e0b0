// `npm run bench`: what a keystroke, a whole corpus, a start and a huge file cost, each beside a peer in the same run.
// Figures are medians of several rounds; nothing is kept from one round for the next but what a server would keep.
//   LIBVIRT_CORPUS=PATH    an archive or a folder of a libvirt source tree, validated beside xmllint
//   LIBVIRT_SCHEMAS=PATH   the folder of schemas for both; else ../schemas/9.0.0 beside the corpus, or those in the tree
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { XMLParser } from 'fast-xml-parser'
import type { Board } from '../../server/src/core/board'
import { languages } from '../../server/src/core/languages'
import { pictureOf } from '../../server/src/core/picture/index'
import { defaultSettings, type Document, type Language } from '../../server/src/core/service'
import { parse } from '../../server/src/core/xml/parse'
import { filesIn } from '../support/largest'
import { decks } from './deck'
import { docs, started } from './docs'
import { domainOf, huge } from './domain'
import { ms, median, row, rounds, timed } from './measure'
import { memory } from './memory'
import { pages } from './page'
import { validation } from './validation'

const language = (id: Language['id']): Language => languages.find(one => one.id === id)!

/** What the editor asks after each key, of a text that it has not seen before: its problems; or completion or hover in it. */
async function keystrokes(): Promise<void> {
  console.log('\nA keystroke: a text that was never seen before -> its problems, or completion or hover in it; beside fast-xml-parser')
  const libvirt = language('libvirt')
  const open = (text: string): Promise<Document> => libvirt.open(text, defaultSettings)
  const first = performance.now()
  void (await open(domainOf(3).replace('<title>', '<title>a'))).problems()
  row('3 KB domain, the very first (loads the grammar)', ms(performance.now() - first))
  const peer = new XMLParser({ ignoreAttributes: false, preserveOrder: true })
  for (const size of [3, 30, 740]) {
    const text = domainOf(size)
    let key = 0
    const typed = (): string => text.replace('<title>', `<title>${++key}`)
    const mistaken = (): string => typed().replace("bus='", "buss='")
    const at = text.lastIndexOf("bus='") + 6
    // A server has been typed into for a while; the first row is what it costs before that.
    for (let round = 0; round < Math.max(5, 3000 / size); round++) {
      (await open(typed())).problems();
      (await open(mistaken())).problems()
    }
    const times = size < 100 ? 101 : rounds
    const problems = await timed(async () => (await open(typed())).problems(), times)
    const mistake = await timed(async () => (await open(mistaken())).problems(), times)
    const completion = await timed(async () => (await open(typed())).complete(at), times)
    const hover = await timed(async () => (await open(typed())).hover(at), times)
    const theirs = await timed(() => peer.parse(typed()), times)
    row(`${size} KB domain`, ms(problems), `with a mistake ${ms(mistake)}`, `complete ${ms(completion)}`, `hover ${ms(hover)}`, `fast-xml-parser, its parsing alone ${ms(theirs)}`)
  }
  const deck = readFileSync('examples/virtualization.md', 'utf8')
  row(`deck of ${(deck.length / 1024).toFixed(0)} KB`, ms(await timed(async round => (await language('marp').open(`${deck}\n${round}`, defaultSettings)).problems())))
}

async function parsing(): Promise<void> {
  console.log('\nParsing 740 KB of XML into a tree, beside fast-xml-parser')
  const text = domainOf(740)
  const peer = new XMLParser({ ignoreAttributes: false, preserveOrder: true })
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await timed(() => parse(text), 1))
    theirs.push(await timed(() => peer.parse(text), 1))
  }
  row('ours / fast-xml-parser', `${ms(median(ours))} / ${ms(median(theirs))}`, `ratio ${(median(ours) / median(theirs)).toFixed(2)}`)
}

/** The preview: what the server does, and what the page does but for the browser's own part. */
async function pictures(): Promise<void> {
  console.log('\nA picture of a machine: its text, never seen before -> the board; the board -> SVG, in a panel of 700 and of 400 pixels')
  const largest = filesIn(process.env['LIBVIRT_CORPUS'], 100_000)[0]
  const texts: Readonly<Record<string, string>> = { 'examples/workstation.xml': readFileSync('examples/workstation.xml', 'utf8'), ...largest && { [`${largest.file} (the largest of libvirt's own)`]: largest.text } }
  const boards: Record<string, Board> = {}
  for (const [name, text] of Object.entries(texts)) {
    const open = async (round: number): Promise<Board> => (await (await language('libvirt').open(`${text}\n<!-- ${round} -->`, defaultSettings)).board())!
    for (let round = 0; round < 20; round++) pictureOf(await open(round), { width: 700, added: true, theme: 'page' })
    const board = boards[name] = await open(0)
    const made = await timed(open, 21)
    const [wide, narrow] = [await timed(round => pictureOf(board, { width: 700 + round, added: true, theme: 'page' }), 21), await timed(round => pictureOf(board, { width: 400 + round, added: true, theme: 'page' }), 21)]
    row(name, `board ${ms(made)}`, `drawn ${ms(wide)}, ${ms(narrow)}`, `${board.parts.length} parts, ${(text.length / 1024).toFixed(0)} KB`)
  }
  await pages(boards)
}

/** Nobody writes these; an editor that meets one must not hang. Each once, as it comes. */
async function hugeFiles(): Promise<void> {
  console.log('\nHuge and hostile files: the editor\'s problems; the linter, from its start to its end')
  for (const [what, make] of Object.entries(huge)) {
    const text = make()
    const start = performance.now()
    const problems = (await language('libvirt').open(text, defaultSettings)).problems()
    const taken = performance.now() - start
    const linter = await timed(() => spawnSync(process.execPath, ['server/dist/cli.js', 'lint', '-'], { input: text, maxBuffer: 1 << 28 }), 1)
    row(what, ms(taken), `linter ${ms(linter)}`, `${problems.length} problems${problems[0] ? `, the first ${problems[0].code}` : ''}`)
  }
}

async function start(): Promise<void> {
  console.log('\nStarting the language server: from the start of the process to its answer to initialize')
  const bare = await timed(() => spawnSync(process.execPath, ['-e', '0']))
  const ours = await timed(() => started('server/dist/node/server.js'))
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
  await pictures()
  await decks()
  const files = validation(process.argv[2] ?? 'test/dist/bench/judge.js')
  await memory(files)
  await hugeFiles()
  await start()
  await docs()
  sizes()
}

void main()
