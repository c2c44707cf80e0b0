// Slides moved, duplicated and split: the text that is left, and what Marp's rules then make of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deckOf } from '../../../server/src/core/marp/deck'
import { duplicate, moveDown, moveUp, slideEdits, slideMoved, split } from '../../../server/src/core/marp/slide-edits'
import { numbers } from '../../../server/src/core/marp/numbers'
import { atCaret } from '../../support/caret'
import { applyEdits } from '../../support/edits'

const done = (marked: string, title: string): string | null => {
  const { text, offset } = atCaret(marked)
  const found = slideEdits(deckOf(text), { start: offset, end: offset }).find(each => each.title === title)
  return found ? applyEdits(text, found.edits) : null
}

const head = '---\nmarp: true\n---\n\n'
const rows: readonly (readonly [title: string, before: string, after: string | null])[] = [
  [moveDown, `${head}# A‸\n\n---\n\n# B\n`, `${head}# B\n\n---\n\n# A\n`],
  [moveUp, `${head}# A\n\n---\n\n# B‸\n`, `${head}# B\n\n---\n\n# A\n`],
  [moveUp, `${head}# A‸\n\n---\n\n# B\n`, null],
  [moveDown, `${head}# A\n\n---\n\n# B‸\n`, null],
  [moveDown, `${head}# A\n\n<!-- a note‸ -->\n\n***\n\n# B\n\n---\n\n# C\n`, `${head}# B\n\n***\n\n# A\n\n<!-- a note -->\n\n---\n\n# C\n`],
  [moveUp, '---\nmarp: true\nheadingDivider: 2\n---\n\n# A\n\ntext\n\n## B‸\n\nmore\n', '---\nmarp: true\nheadingDivider: 2\n---\n\n## B\n\nmore\n\n# A\n\ntext\n'],
  // Without its heading there would be one slide fewer.
  [moveUp, '---\nmarp: true\nheadingDivider: 2\n---\n\nno heading\n\n## B‸\n', null],
  [moveDown, `${head}‸\n---\n\n# B\n`, `${head}# B\n\n\n---\n\n\n`],
  [duplicate, `${head}# A‸\n\n---\n\n# B\n`, `${head}# A\n\n---\n\n# A\n\n---\n\n# B\n`],
  [duplicate, '---\r\nmarp: true\r\n---\r\n\r\n# A‸\r\n', '---\r\nmarp: true\r\n---\r\n\r\n# A\r\n\r\n---\r\n\r\n# A\r\n'],
  [duplicate, '---\nmarp: true\nheadingDivider: 2\n---\n\n# A\n\n## B‸\n', '---\nmarp: true\nheadingDivider: 2\n---\n\n# A\n\n## B\n\n## B\n'],
  [split, `${head}# A\n\n‸text\n`, `${head}# A\n\n---\n\ntext\n`],
  [split, `${head}# A\ntext\nmo‸re\n`, `${head}# A\ntext\n\n---\n\nmore\n`],
  [split, `${head}# A‸\n`, null],
  [split, `---\nmarp:‸ true\n---\n\n# A\n`, null],
  [split, `${head}# A\n\n\`\`\`js\none\n‸two\n\`\`\`\n`, null],
  [split, `${head}# A\n\n<!--\na note‸\n-->\n`, null],
]

for (const [title, before, after] of rows) {
  test(`${title}: ${JSON.stringify(before)}`, () => assert.equal(done(before, title), after))
}

test('a move changes the order and nothing else, a duplicate and a split make one slide more', () => {
  const bodies = (text: string): readonly string[] => deckOf(text).slides.slides.map(({ headings }) => headings.map(({ content }) => content).join())
  const before = `${head}# A\n\n---\n\n# B\n\ntext‸\n\n---\n\n# C\n`
  assert.deepEqual(bodies(done(before, moveUp)!), ['B', 'A', 'C'])
  assert.deepEqual(bodies(done(before, moveDown)!), ['A', 'C', 'B'])
  assert.deepEqual(bodies(done(before, duplicate)!), ['A', 'B', 'B', 'C'])
  assert.deepEqual(bodies(done(before, split)!), ['A', 'B', '', 'C'])
})

test('each slide but the first says its number where it begins', () => {
  const deck = deckOf(`${head}# A\n\n---\n\n# B\n\n---\n`)
  assert.deepEqual(numbers(deck, { start: 0, end: deck.text.length }).map(({ offset, text }) => [deck.text.slice(0, offset).split('\n').length, text]), [[7, 'slide 2 of 3'], [11, 'slide 3 of 3']])
  assert.deepEqual(numbers(deck, { start: 0, end: 10 }), [])
})

test('a slide goes to any other place, and the rest keep their order and all rulers', () => {
  const deck = deckOf(`${head}# A\n\n---\n\n# B\n\n***\n\n# C\n\n---\n\n# D\n`)
  const moved = (from: number, to: number): string | null => {
    const edits = slideMoved(deck, from, to)
    return edits && applyEdits(deck.text, edits).slice(head.length).replace(/\s+/g, ' ').trim()
  }
  assert.equal(moved(0, 3), '# B --- # C *** # D --- # A')
  assert.equal(moved(3, 1), '# A --- # D *** # B --- # C')
  assert.equal(moved(1, 1), null)
  assert.equal(moved(1, 4), null)
  assert.equal(slideMoved(deckOf('---\nmarp: true\nheadingDivider: 2\n---\n\nno heading\n\n## B\n\n## C\n'), 0, 2), null)
})
