// What a long deck costs: its first slides, and one slide after a key: in Marp's thread, from the text to what has changed; and on the
// page in Chromium, from the message until it is painted. Beside marp-core, which renders the whole deck each time.
import { Marp } from '@marp-team/marp-core'
import type { Browser, Page } from 'playwright-core'
import { ourOptions } from '../../client/src/preview/deck/marp'
import type { Picture } from '../../client/src/preview/deck/engine'
import { plainDeck } from '../../client/src/preview/deck/settings'
import { deckRendererOn, type DeckRenderer } from '../../client/src/preview/deck/thread'
import { nodeThread } from '../../client/src/preview/deck/thread.node'
import type { ToPage } from '../../client/src/preview/messages'
import { median, ms, row } from './measure'

const slides = 300
const deckOf = (word: string): string => `---\nmarp: true\ntheme: gaia\npaginate: true\n---\n\n${Array.from({ length: slides }, (_, at) =>
  `# Slide ${at + 1}\n\n${at === 150 ? word : 'Text'} with **bold**, [a link](https://example.org) and \`code\`\n\n- one\n- two :tada:\n\n![bg right:30%](images/${at}.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<!-- A note. -->\n`).join('\n---\n\n')}`

const rounds = 7

export async function decks(): Promise<void> {
  console.log(`\nA deck of ${slides} slides: its first slides, its thread's start included; one slide after a key; beside marp-core, which renders all`)
  const folder = `${process.cwd()}/client/dist/node`
  const page = await openPage()
  const first: number[] = []
  const painted: number[] = []
  const updated: number[] = []
  const repainted: number[] = []
  const whole: number[] = []
  for (let round = 0; round < rounds; round++) {
    const renderer = deckRendererOn(nodeThread(folder))
    let start = performance.now()
    let picture = await rendered(renderer, deckOf('Text'), false)
    first.push(performance.now() - start)
    await page?.open()
    if (page) painted.push(await page.draw({ type: 'deck', version: 0, css: picture.css, slides: slidesOf(picture), remoteImages: false }))
    start = performance.now()
    picture = await rendered(renderer, deckOf('Text'), true)
    whole.push(performance.now() - start)
    await page?.draw({ type: 'deck', version: 1, css: picture.css, slides: slidesOf(picture), remoteImages: false })
    for (let key = 1; key <= 5; key++) {
      start = performance.now()
      const now = await rendered(renderer, deckOf(`Text${'x'.repeat(key)}`), false)
      updated.push(performance.now() - start)
      const changed = slidesOf(now).flatMap((slide, index) => slide.html === picture.slides[index] ? [] : [[index, slide] as const])
      if (changed.length !== 1) throw new Error(`${changed.length} slides have changed at one key`)
      picture = now
      if (page) repainted.push(await page.draw({ type: 'slides', version: 1 + key, total: slides, css: null, changed }))
    }
    renderer.dispose()
  }
  const marp = new Marp(ourOptions(plainDeck))
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    marp.render(deckOf(`Text${round}`), { htmlAsArray: true })
    theirs.push(performance.now() - start)
  }
  await page?.close()
  const sum = (a: readonly number[], b: readonly number[]): string => b.length ? `${ms(median(a))} + ${ms(median(b))} until it is painted` : `${ms(median(a))} (no Chromium here to paint it)`
  row('the first slides', sum(first, painted))
  row('one slide, after a key', sum(updated, repainted), `marp-core, the whole ${ms(median(theirs))}`)
  row('the whole, where the first slides are there', ms(median(whole)))
}

const rendered = async (renderer: DeckRenderer, text: string, whole: boolean): Promise<Picture> => {
  const deck = await renderer.render({ key: 'deck', text, settings: plainDeck, whole })
  if (!deck.ok) throw new Error(deck.message)
  return deck.picture
}

const slidesOf = ({ slides: html, titles, notes }: Picture) => html.map((html, at) => ({ html, title: titles[at] ?? '', notes: notes[at] ?? [] }))

interface DeckPage {
  /** A page without slides. */
  open(): Promise<void>
  /** In milliseconds, by the page's own clock. */
  draw(message: ToPage): Promise<number>
  close(): Promise<void>
}

interface Browsers {
  findChromium(): Promise<string | null>
  openBrowser(): Promise<{ readonly browser: Browser; readonly page: Page }>
}

async function openPage(): Promise<DeckPage | null> {
  const { findChromium, openBrowser } = await import(`${process.cwd()}/client/build/vscode/browser.mjs`) as Browsers
  if (!await findChromium()) return null
  const { browser, page } = await openBrowser()
  return {
    async open() {
      await page.goto('about:blank')
      await page.setContent('<body class="deck" data-uri="x"><p id="note" hidden></p><main id="picture"></main>')
      await page.evaluate(() => { (globalThis as { acquireVsCodeApi?: unknown }).acquireVsCodeApi = () => ({ postMessage: (data: object) => dispatchEvent(new CustomEvent('told', { detail: data })), setState() {}, getState() {} }) })
      for (const name of ['style.css', 'deck.css']) await page.addStyleTag({ path: `client/dist/pages/${name}` })
      await page.addScriptTag({ path: 'client/dist/pages/deck.js' })
    },
    draw: message => page.evaluate(message => new Promise<number>(resolve => {
      const start = performance.now()
      addEventListener('told', event => { if ((event as CustomEvent<{ readonly type: string }>).detail.type === 'drawn') resolve(performance.now() - start) })
      postMessage(message)
    }), message),
    close: () => browser.close(),
  }
}
