// A board as a drawing, as Mermaid and as Markdown: what of the document reaches the reader, and how.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { XMLValidator } from 'fast-xml-parser'
import type { Board, Part, PartKind, PartProblem } from '../../server/src/core/board'
import { boardOf } from '../../server/src/core/libvirt/board/board'
import { kindNames, markdownOf, mermaidOf, pictureOf, sentenceOf, type PictureOptions } from '../../server/src/core/picture/index'
import { treeOf } from '../../server/src/core/picture/tree'
import { parse } from '../../server/src/core/xml/parse'
import { checkGolden } from '../support/golden'

const span = { start: 0, end: 1 }
const part = (kind: PartKind, title: string, more: Partial<Part> = {}): Part => ({ kind, title, facts: [], spans: [span], at: span, ...more })
const machine = (parts: readonly Part[], more: Partial<Board> = {}): Board => ({ kind: 'machine', name: 'web', parts, cells: [], boot: [], more: 0, ...more })
const svg = (board: Board, more: Partial<PictureOptions> = {}): string => pictureOf(board, { width: 900, added: true, theme: 'page', ...more }).svg
const example = (name: string): Board => boardOf(parse(readFileSync(`examples/${name}.xml`, 'utf8')))

/** The names of its tags: enough to see that text opened none. Lines are broken elsewhere in other words, so that they are not counted. */
const tagsOf = (text: string): readonly string[] => [...new Set([...text.matchAll(/<(\/?[a-z0-9]+)/g)].map(match => match[1]!))].sort()

/** Every kind of part, each word of it hostile, or as long. */
function everywhere(word: string): Board {
  const kinds = Object.keys(kindNames) as readonly PartKind[]
  const lead = (kind: PartKind): Partial<Part> => ({ detail: `${word}2`, facts: [[`${word}3`, `${word}4`]], seat: `${word}5`, lead: { kind: 'network', name: `${word}${kind}`, note: word, shared: true } })
  const parts = [part('bus', word, { detail: word }), ...kinds.filter(kind => kind !== 'bus').map(kind => part(kind, `${word}1`, { ...lead(kind), ...!['cpu', 'memory', 'cell', 'firmware', 'module'].includes(kind) && { on: 0 } }))]
  const at = (kind: PartKind): number => parts.findIndex(one => one.kind === kind)
  return machine(parts, {
    name: word, title: word, hypervisor: word, arch: word, machine: word, boot: [at('disk'), word], firmware: at('firmware'),
    processor: { part: at('cpu'), vcpus: [{ id: 0, socket: 0, die: 0, core: 0, cell: 7, online: true, pin: word }], more: 1, iothreads: [{ id: 1, pin: word }], emulator: word },
    memory: { part: at('memory'), modules: [at('module')], free: 2 }, cells: [{ part: at('cell'), id: 7, memory: word, cpus: word }],
  })
}

const hostile = `"><img src=x onerror='alert(1)'>&amp;<script>\u0001]]>\u202e`

test('no word of the document becomes markup, in the page or in a file', () => {
  const plain = 'x'.repeat(hostile.length)
  const problems = (message: string): readonly PartProblem[] => [{ part: 1, level: 'error', code: 'a', message, span, fixes: [] }, { part: null, level: 'warning', code: 'b', message, span, fixes: [] }]
  for (const theme of ['page', 'auto'] as const) {
    for (const width of [400, 900]) {
      assert.deepEqual(tagsOf(svg(everywhere(hostile), { theme, width, problems: problems(hostile) })), tagsOf(svg(everywhere(plain), { theme, width, problems: problems(plain) })))
    }
  }
  assert.equal(XMLValidator.validate(svg(everywhere(hostile), { theme: 'auto' })), true)
  assert.doesNotMatch(svg(everywhere(hostile)), /<img|<script|onerror='| style=/)
})

test('a part that runs otherwise has a badge and says so, and few pieces differ by it', () => {
  const board = example('workstation')
  const at = board.parts.findIndex(({ title }) => title === 'vda')
  const draw = (differs: PictureOptions['differs'] = []) => pictureOf(board, { width: 900, added: true, theme: 'page', differs })
  const [plain, marked] = [draw(), draw([{ part: at, what: 'a <difference>' }])]
  assert.match(marked.svg, /data-part="\d+" aria-label="[^"]*a &lt;difference&gt;"/)
  assert.equal(marked.svg.split('class="badge differs"').length, 2)
  const pieces = plain.layers.flatMap(layer => layer.pieces)
  const changed = marked.layers.flatMap(layer => layer.pieces).filter((piece, i) => piece !== pieces[i])
  assert.deepEqual(changed.map(piece => /data-part="(\d+)"/.exec(piece)?.[1]), [String(at)])
})

test('the layers of a picture are whole elements, each within its layer', () => {
  for (const { height, layers, svg: whole } of [example('workstation'), example('server')].map(board => pictureOf(board, { width: 700, added: true, theme: 'page' }))) {
    assert.ok(layers.length > 2)
    for (const { top, height: own, pieces } of layers) {
      assert.ok(top >= 0 && top + own <= height, `${top} + ${own} of ${height}`)
      for (const piece of pieces) assert.ok(XMLValidator.validate(piece) === true && whole.includes(piece), piece)
    }
  }
})

test('a whole drawing is well-formed, of any machine and width', () => {
  for (const name of ['workstation', 'server', 'with-mistakes']) {
    for (const width of [200, 500, 900, 2000]) {
      for (const added of [true, false]) assert.equal(XMLValidator.validate(svg(example(name), { theme: 'auto', width, added })), true, `${name} ${width}`)
    }
  }
})

test('every part is drawn, named, reached by the keyboard and knows its index', () => {
  for (const width of [400, 900]) {
    const board = example('workstation')
    const drawn = [...svg(board, { width, lineOf: index => index + 100 }).matchAll(/<g class="part ([^"]*)" role="button" tabindex="-1" data-part="(\d+)" aria-label="([^"]+)"/g)]
    assert.deepEqual(drawn.map(([, , index]) => Number(index)).sort((a, b) => a - b), board.parts.map((_, index) => index))
    for (const [, look, index, label] of drawn) {
      const { kind, title, added } = board.parts[Number(index)]!
      assert.ok(look!.includes(`kind-${kind}`) && look!.split(' ').includes('added') === (added !== undefined))
      assert.ok(label!.includes(title) && label!.endsWith(`line ${Number(index) + 100}`), label)
    }
  }
})

test('what libvirt adds can be left out, and what hangs on it stays', () => {
  const board = example('workstation')
  const drawn = [...svg(board, { added: false }).matchAll(/data-part="(\d+)"/g)].map(([, index]) => board.parts[Number(index)]!)
  assert.deepEqual(drawn.filter(({ added, kind }) => added !== undefined && kind !== 'bus'), [])
  assert.equal(drawn.filter(({ added }) => added === undefined).length, board.parts.filter(({ added }) => added === undefined).length)
})

test('the vCPU that libvirt adds can be left out too', () => {
  const plain = boardOf(parse('<domain><name>a</name><memory>1</memory><os><type>hvm</type></os></domain>'))
  assert.deepEqual([true, false].map(added => svg(plain, { added }).includes('1 vCPU')), [true, false])
})

test('no two things overlap', () => {
  for (const name of ['workstation', 'server']) {
    const board = example(name)
    board.parts.forEach(({ kind, on }, root) => {
      if (kind !== 'bus' || on !== undefined) return
      for (const narrow of [null, 380]) {
        const { boxes } = treeOf(board, root, { x: 16, y: 0, added: true, narrow })
        for (const a of boxes) for (const b of boxes) {
          const apart = a === b || a.look === 'root' || b.look === 'root' || a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y
          assert.ok(apart, `${name}: ${board.parts[a.part]!.title} and ${board.parts[b.part]!.title}`)
        }
      }
    })
  }
})

const sentences: readonly (readonly [what: string, part: Part, sentence: string])[] = [
  ['kind, title, detail, facts and line', part('disk', 'vda', { detail: 'qcow2 on virtio', facts: [['Source', '/a.qcow2']] }), 'Disk vda, qcow2 on virtio, Source /a.qcow2, line 7'],
  ['no fact that was told already', part('disk', 'vda', { detail: 'qcow2 on virtio', facts: [['Device', 'disk'], ['Format', 'qcow2'], ['Cache', 'none']] }), 'Disk vda, qcow2 on virtio, Cache none, line 7'],
  ['no “yes” to what was said', part('firmware', 'UEFI', { detail: 'Secure Boot', facts: [['Secure Boot', 'yes'], ['Boot menu', 'yes']] }), 'Firmware UEFI, Secure Boot, Boot menu yes, line 7'],
  ['where it leads', part('network', 'virtio', { lead: { kind: 'bridge', name: 'br0', note: 'bridge', shared: true } }), 'Network card virtio, leads to br0 (bridge), line 7'],
  ['that it is not in the text', part('controller', 'USB controller 0', { added: 'because' }), 'USB controller 0, not in the text, line 7'],
]
for (const [what, one, sentence] of sentences) {
  test(`a screen reader hears: ${what}`, () => assert.equal(sentenceOf(machine([one]), 0, [], 7), sentence))
}

test('a screen reader hears the bus, the place, the boot order and what is wrong', () => {
  const board = machine([part('bus', 'PCI'), part('disk', 'vda', { on: 0, seat: '04.0' })], { boot: [1] })
  assert.equal(sentenceOf(board, 1, [{ part: 1, level: 'error', code: 'a', message: 'No.', span, fixes: [] }]), 'Disk vda, on PCI at 04.0, boots as number 1, error: No.')
})

const cores: readonly (readonly [text: string, drawn: number])[] = [['1', 1], ['8', 8], ['512', 512], ['999999', 512]]
for (const [text, drawn] of cores) {
  test(`${text} vCPUs: ${drawn} cores are drawn`, () => {
    const picture = svg(boardOf(parse(`<domain><vcpu>${text}</vcpu></domain>`)))
    assert.equal(picture.match(/class="core"/g)?.length, drawn)
    assert.equal(/and \d+ more/.test(picture), Number(text) > drawn)
  })
}

test('parts that lead to the same share one drawing of it', () => {
  const picture = svg(boardOf(parse("<domain><devices><interface type='bridge'><source bridge='br0'/></interface><interface type='bridge'><source bridge='br0'/></interface></devices></domain>")))
  assert.equal(picture.match(/class="lead network"/g)?.length, 1)
  assert.equal(picture.match(/class="trace network"/g)?.length, 2)
})

test('problems are badges on their part, with their number, the gravest first', () => {
  const board = machine([part('bus', 'PCI'), part('disk', 'vda', { on: 0 })])
  const problem = (level: PartProblem['level'], index: number | null): PartProblem => ({ part: index, level, code: 'a', message: 'No.', span, fixes: [] })
  assert.match(svg(board, { problems: [problem('warning', 1), problem('error', 1)] }), /aria-label="Disk vda[^>]*>.*class="badge error"[^>]*><text[^>]*>2</)
  assert.match(svg(board, { problems: [problem('warning', null)] }), /class="badge warning"[^>]*><text[^>]*>!</)
})

test('an empty machine is a board without anything, and says so', () => {
  const picture = svg(machine([], { name: '' }))
  assert.match(picture, /no name yet/)
  assert.match(picture, /An empty board/)
})

test('the drawing, Mermaid and Markdown of an example, as they were looked at', () => {
  checkGolden('board/workstation.svg', `${pictureOf(example('workstation'), { width: 900, added: true, theme: 'auto' }).svg}\n`)
  checkGolden('board/workstation.mmd', mermaidOf(example('workstation')))
  checkGolden('board/workstation.md', markdownOf(example('workstation')))
})

test('no word of the document breaks out of Mermaid or Markdown', () => {
  const word = '"]; end\n%% click x "javascript:alert(1)" | a | <b> `c` [d](e) {{f}} #'
  const lines = (text: string): number => text.split('\n').length
  assert.equal(lines(mermaidOf(everywhere(word))), lines(mermaidOf(everywhere('x'))))
  for (const line of mermaidOf(everywhere(word)).split('\n')) assert.ok((line.match(/"/g) ?? []).length % 2 === 0 && !line.includes('javascript:alert(1)"'), line)
  const markdown = markdownOf(everywhere(word))
  assert.equal(lines(markdown), lines(markdownOf(everywhere('x'))))
  assert.doesNotMatch(markdown, /<b>|(?<!\\)\[d|[^\\]\{\{/)
  for (const row of markdown.split('\n').filter(line => line.startsWith('| '))) assert.ok([3, 4].includes(row.split(/(?<!\\)\|/).length - 1), row)
})
