// `virtdeck lint --render`: decks drawn in a real Chromium, and what is cut off of them at its place.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findChromium } from '../../server/src/cli/chromium'
import { needs } from '../support/lacks'
import { folder, patience, virtdeck } from './run'

const head = '---\nmarp: true\n---\n\n'
const items = (count: number): string => Array.from({ length: count }, (_, at) => `- point ${at}`).join('\n')

test('what is cut off is told at its place, exactly, and the estimate no more; a picture that is as high as the slide counts', patience, t => {
  if (!needs('chromium', findChromium() !== null, t)) return
  const svg = (height: number): string => `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="${height}"/>`
  const root = folder(t, {
    'a.md': `${head}# Fits\n\n${items(6)}\n\n---\n\n## Too *much*\n\n${items(40)}\n\n---\n\n<style scoped>pre { width: 300px } code { font-size: 50px !important }</style>\n\n\`\`\`sh\nvirsh define machine.xml --validate\n\`\`\`\n\n---\n\n![](low.svg)\n\n---\n\n![](high.svg)\n`,
    'low.svg': svg(100), 'high.svg': svg(900), 'd.md': `${head}# D\n\n${items(40)}\n`, 'rc/.virtdeckrc.json': '{"lint": {"rules": {"marp/overflow": "error"}}}', 'rc/b.md': `${head}# B\n\n${items(40)}\n`, 'rc/c.md': `${head}# C <!-- virtdeck-disable-line marp/overflow -->\n\n${items(40)}\n`,
  })
  const told = (...args: readonly string[]): readonly string[] => virtdeck(root, ['lint', ...args]).stdout.split('\n').filter(line => line.includes('marp/overflow')).map(line => line.replace(/\d+ px/, 'N px'))
  assert.deepEqual(told('--render', 'a.md'), [
    'a.md:16:1: warning marp/overflow This slide is cut off at its edge: N px of it do not fit. Split it, or make its text smaller.',
    'a.md:64:1: warning marp/overflow This code is N px wider than its frame: break its long lines.',
    'a.md:73:1: warning marp/overflow This slide is cut off at its edge: N px of it do not fit. Split it, or make its text smaller.',
  ])
  assert.match(told('d.md').join('\n'), /^d\.md:5:\d: information marp\/overflow This slide is about \d+ %/)
  assert.deepEqual(told('--render', 'd.md').map(line => line.slice(0, 16)), ['d.md:5:1: warnin'])
  assert.deepEqual(told('--render', 'rc').map(line => line.slice(0, 20)), ['rc/b.md:5:1: error m'])
})

test('a heading that may not be broken, and a table that has its own frame, are told of at their lines', patience, t => {
  if (!needs('chromium', findChromium() !== null, t)) return
  const cells = (cell: (column: number) => string): string => `|${Array.from({ length: 30 }, (_, column) => ` ${cell(column)} `).join('|')}|`
  const root = folder(t, {
    'a.md': `${head}<style scoped>h1 { white-space: nowrap }</style>\n\n# ${'A heading without an end '.repeat(6)}\n\n---\n\n# Many columns\n\n${cells(column => `Column ${column}`)}\n${cells(() => '---')}\n${cells(() => 'x')}\n\n---\n\n# Few\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`,
  })
  const { stdout } = virtdeck(root, ['lint', '--render', 'a.md'])
  assert.deepEqual(stdout.split('\n').filter(line => line.startsWith('a.md')).map(line => line.replace(/\d+ px/, 'N px')), [
    'a.md:7:1: warning marp/overflow This heading is N px wider than the slide: shorten it, or let it fit by `<!-- fit -->`.',
    'a.md:13:1: warning marp/overflow This table is N px wider than its frame: leave columns out, or make its text smaller.',
  ])
})

test('without a browser it says what to install', t => {
  const root = folder(t, { 'a.md': head })
  const { status, stderr } = virtdeck(root, ['lint', '--render', 'a.md'], { env: { CHROME_PATH: '/nowhere' } })
  assert.equal(status, 2)
  assert.match(stderr, /--render needs Chromium.*CHROME_PATH/)
})
