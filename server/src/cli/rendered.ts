// `lint --render`: a deck drawn by Marp in a browser, as the preview draws it, and what of it is cut off, told at its place. The
// extension's own bundles do it: Marp's thread, and a page that measures.
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { MarpDrawing } from '../configured/marp'
import type { Problem, Span } from '../core/model'
import { titleOf } from './chromium'

/** As the page of the preview tells it. */
interface Overflow {
  readonly what: 'slide' | 'heading' | 'code' | 'table'
  readonly text: string
  /** In pixels of the slide. */
  readonly by: number
}

interface Picture {
  readonly css: string
  readonly slides: readonly string[]
  /** Where each begins, from zero. */
  readonly lines: readonly number[]
}

/** `text` is the deck as it stands, `drawn` with pictures in the place of its machines; both have the same lines. A text says why it could not be drawn. */
export async function cutOff(text: string, drawn: string, folder: string, drawing: MarpDrawing, chromium: string): Promise<readonly Problem[] | string> {
  const picture = await pictureOf(drawn, drawing)
  if (typeof picture === 'string') return picture
  const scratch = await mkdtemp(join(tmpdir(), 'virtdeck-render-'))
  try {
    const page = join(scratch, 'deck.html')
    await writeFile(page, await pageOf(picture, folder))
    const title = await titleOf(chromium, pathToFileURL(page).href, join(scratch, 'profile'))
    if (title === null) return `${chromium} did not draw the deck`
    const slides = JSON.parse(decodeURIComponent(title)) as readonly (readonly Overflow[])[]
    return slides.flatMap((found, index) => found.map(one => problemOf(one, text, picture.lines[index] ?? 0, picture.lines[index + 1] ?? Infinity)))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

const client = join(__dirname, '../../client/dist')

/** What Marp's thread answers is the contract of client/src/preview/deck/render.ts. */
const pictureOf = (text: string, { settings: { html, math, themes }, allowed, theme }: MarpDrawing): Promise<Picture | string> => new Promise(resolve => {
  const worker = new Worker(join(client, 'node/deck.js'))
  const done = (answer: Picture | string): void => {
    resolve(answer)
    void worker.terminate()
  }
  worker.on('error', error => done(`Marp broke down: ${error instanceof Error ? error.message : String(error)}`))
  worker.on('message', (answer: { readonly ok: true; readonly patch: { readonly css: string; readonly slides: readonly (readonly [number, string])[]; readonly lines: readonly number[] } } | { readonly ok: false; readonly message: string }) =>
    done(answer.ok ? { css: answer.patch.css, slides: answer.patch.slides.map(([, slide]) => slide), lines: answer.patch.lines } : answer.message))
  worker.postMessage({ key: 'deck', text, whole: true, settings: { core: '5', html: allowed ?? html ?? 'default', math, ...theme !== undefined && { theme }, themes: themes.map((css, index) => ({ name: `theme ${index + 1}`, css })) } })
})

/** Nothing of the deck runs in it, and nothing is fetched but files. */
const pageOf = async ({ css, slides }: Picture, folder: string): Promise<string> => {
  const nonce = randomBytes(18).toString('hex')
  const script = await readFile(join(client, 'pages/measure.js'), 'utf8')
  const fonts = pathToFileURL(join(client, 'pages/formulas.css')).href
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src file:; img-src file: data:; font-src file: data:">
<base href="${pathToFileURL(folder).href}/">
<title></title>
<link rel="stylesheet" href="${fonts}">
</head>
<body>
<script type="application/json" id="deck" nonce="${nonce}">${JSON.stringify({ css, slides }).replaceAll('<', '\\u003c')}</script>
<script nonce="${nonce}">${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`
}

const words = {
  slide: (by: number) => `This slide is cut off at its edge: ${by} px of it do not fit. Split it, or make its text smaller.`,
  heading: (by: number) => `This heading is ${by} px wider than the slide: shorten it, or let it fit by \`<!-- fit -->\`.`,
  code: (by: number) => `This code is ${by} px wider than its frame: break its long lines.`,
  table: (by: number) => `This table is ${by} px wider than its frame: leave columns out, or make its text smaller.`,
} as const

const problemOf = ({ what, text: begins, by }: Overflow, text: string, from: number, to: number): Problem => ({ code: 'marp/overflow', level: 'warning', span: placeOf(what, begins, text, from, to), message: words[what](by) })

/** The line that it begins with; where none is alike, the slide's first heading or first line. */
const placeOf = (what: Overflow['what'], begins: string, text: string, from: number, to: number): Span => {
  const lines = text.split('\n')
  const letters = (line: string): string => line.replace(/[^\p{L}\p{N}]/gu, '')
  const start = letters(begins.split('\n')[0] ?? '').slice(0, 16)
  const own = lines.map((line, index) => [line, index] as const).slice(from, Math.min(to, lines.length))
  const heading = /^ {0,3}#{1,6}[ \t]/
  const alike = what === 'slide' || start === '' ? undefined : own.find(([line]) => letters(line).includes(start) && (what !== 'heading' || heading.test(line) || !own.some(([other]) => heading.test(other) && letters(other).includes(start))))
  const [line, index] = alike ?? own.find(([line]) => heading.test(line)) ?? own.find(([line], at) => at > 0 && line.trim() !== '') ?? own[0] ?? ['', 0]
  const offset = lines.slice(0, index).reduce((sum, { length }) => sum + length + 1, 0)
  const shown = line.replace(/\r$/, '')
  return { start: offset + (/^\s*/.exec(shown)?.[0].length ?? 0), end: offset + shown.trimEnd().length }
}
