// Marp's thread, the built one: it answers in order, is ended when it takes too long, and is there again for the next deck.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeckRequest } from '../../client/src/preview/deck/render'
import { plainDeck } from '../../client/src/preview/deck/settings'
import { deckRendererOn } from '../../client/src/preview/deck/thread'
import { nodeThread } from '../../client/src/preview/deck/thread.node'

const built = nodeThread(`${process.cwd()}/client/dist/node`)

/** Each of its own, as the previews of several files. */
let count = 0
const asked = (text: string, whole = true): DeckRequest => ({ key: `deck ${++count}`, text, settings: plainDeck, whole })

const deck = (body: string): string => `---\nmarp: true\n---\n${body}\n`

/** Comments that are left open: Marp's time grows with the square of their number. */
const endless = deck('<!--'.repeat(200_000))

test('decks come back in the order of asking', async t => {
  const renderer = deckRendererOn(built)
  t.after(() => renderer.dispose())
  const answers = await Promise.all(['one', 'two\n\n---\n\n', 'three'].map(body => renderer.render(asked(deck(body)))))
  assert.deepEqual(answers.map(answer => answer.ok && answer.picture.slides.length), [1, 2, 1])
  assert.match(answers[2]!.ok ? answers[2]!.picture.slides[0]! : '', /three/)
})

test('what makes Marp throw is a message, and the thread lives on', async t => {
  const renderer = deckRendererOn(built)
  t.after(() => renderer.dispose())
  const [thrown, fine] = await Promise.all([renderer.render(asked('---\nmarp: true\npaginate: [a]\n---\n')), renderer.render(asked(deck('# x')))])
  assert.match(thrown.ok ? '' : thrown.message, /`paginate` on line 3/)
  assert.ok(fine.ok)
})

test('a deck that takes too long is given up, and the next one is rendered', async t => {
  const renderer = deckRendererOn(built, 5_000)
  t.after(() => renderer.dispose())
  const [late, next] = await Promise.all([renderer.render(asked(endless)), renderer.render(asked(deck('# next')))])
  assert.match(late.ok ? '' : late.message, /more than 5 seconds/)
  assert.ok(next.ok, next.ok ? '' : next.message)
})

test('a thread that cannot start is a message', async t => {
  const renderer = deckRendererOn(nodeThread('/nowhere'))
  t.after(() => renderer.dispose())
  const answer = await renderer.render(asked(deck('# x')))
  assert.match(answer.ok ? '' : answer.message, /Marp broke down: .*nowhere/)
})
