// Pictures in the place of machines: the text that is left, and what Marp itself makes of it.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Marp } from '@marp-team/marp-core'
import { lostFiles } from '../../../server/src/configured/named'
import { deckOf } from '../../../server/src/core/marp/deck'
import { replaceMachines, type AskedMachine } from '../../../server/src/core/marp/machines'
import { pictured } from '../../../server/src/core/pictured'
import { defaultMarp, defaultSettings } from '../../../server/src/core/service'
import { atCaret } from '../../support/caret'
import { folderOf } from '../../support/folder'
import { marpSlides } from './oracle'
import { applyEdits, open } from './support'

const head = '---\nmarp: true\n---\n\n'
const replaced = (text: string, address = 'web.svg', name = 'web1'): Promise<string> =>
  replaceMachines(text, async ({ path, xml }) => (path ?? xml ?? '').includes('none') ? null : { name, address, width: 900 })

const rows: readonly (readonly [before: string, after: string])[] = [
  ['<!-- vm: web.xml -->\n', '![w:900px web1](web.svg)\n'],
  ['<!--vm:web.xml-->\n', '![w:900px web1](web.svg)\n'],
  ['<!--\nvm: my web.xml\n-->\ntext\n', '![w:900px web1](web.svg)\n\n\ntext\n'],
  ['Beside <!-- vm: web.xml w:300px --> it.\n', 'Beside ![w:300px web1](web.svg) it.\n'],
  ['<!-- vm: web.xml bg right:40% -->\n', '![bg right:40% web1](web.svg)\n'],
  ['<!-- vm: web.xml blur:2px --> dropped\n', '![blur:2px w:900px web1](web.svg)\n'],
  ['```vm\nweb.xml\n```\n', '![w:900px web1](web.svg)\n\n\n'],
  ['~~~~ vm bg h:200\n\n<domain/>\n~~~~\n', '![bg h:200 web1](web.svg)\n\n\n\n'],
  ['> ```vm\n> web.xml\n> ```\n', '> ![w:900px web1](web.svg)\n> \n> \n'],
  ['- ```vm\n  web.xml\n  ```\n- b\n', '- ![w:900px web1](web.svg)\n\n\n- b\n'],
  ['```vm\r\nweb.xml\r\n```\r\nx\r\n', '![w:900px web1](web.svg)\r\n\r\n\r\nx\r\n'],
  ['<!-- vm: web.xml -->\n---\n# B\n', '![w:900px web1](web.svg)\n***\n# B\n'],
  ['<!-- vm: web.xml -->\n===\n', '![w:900px web1](web.svg)\n\\===\n'],
  ['```vm\nweb.xml', '![w:900px web1](web.svg)\n'],
  // Not found, not written yet, and not meant.
  ...[
    '<!-- vm: none.xml -->\n', '```vm\nnone.xml\n```\n', '<!-- vm: -->\n', '```vm\n\n```\n', '```xml\n<!-- vm: web.xml -->\n```\n', '`<!-- vm: web.xml -->`\n', '```vmx\nweb.xml\n```\n',
    '<!-- the vm: web.xml -->\n', '<!--\nclass: lead\nvm: web.xml\n-->\n',
  ].map(text => [text, text] as const),
]

test('each machine gives way to its picture, line for line', async () => {
  for (const [before, after] of rows) assert.equal(await replaced(head + before), head + after, JSON.stringify(before))
})

test('slides stay where they are, and the picture is an image of the name to Marp', async () => {
  const marp = new Marp({ script: false })
  for (const [before, after] of rows) {
    const text = `${head}# A\n\n${before}\n---\n\n# B\n`
    for (const address of ['web.svg', 'data:image/svg+xml,%3Csvg%2F%3E']) {
      const done = await replaced(text, address)
      assert.equal(done.split('\n').length, text.split('\n').length)
      assert.deepEqual(marpSlides(done)?.map(({ line }) => line), marpSlides(text)?.map(({ line }) => line), JSON.stringify(before))
      if (before === after || after.includes('bg')) continue
      assert.match(marp.render(done).html, new RegExp(`<img src="${address.replaceAll('+', '\\+')}" alt="web1"`), done)
    }
  }
})

test('a name is a name, whatever it looks like', async () => {
  const marp = new Marp({ script: false })
  const shown = async (name: string, address: string): Promise<string> => {
    const { html } = marp.render(await replaced('<!-- vm: web.xml -->\n', address, name))
    assert.equal(html.match(/<img /g)?.length, 1, html)
    return (/<img src="[^"]*" alt="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  }
  for (const [name, asMarkdown] of [
    ['web_1', 'web_1'], ['größe 🖥', 'größe 🖥'], ['bg', '‘bg’'], ['w:300px it', '‘w:300px’ it'], ['"><script>x</script>', '"＞＜script＞x＜/script＞'], ['](x) ![bg](y', '］(x) ！［bg］(y'],
    ['*a* `b` _c_ :smile: $x$ | \\', '＊a＊ ｀b｀ ＿c＿ ：smile： ＄x＄ ｜ ＼'],
  ] as const) {
    assert.equal(await shown(name, 'data:image/svg+xml,%3Csvg%2F%3E'), name)
    assert.equal(await shown(name, 'web.svg'), asMarkdown)
  }
})

test('whoever draws is told the XML as it stands, and whether the slide is dark', async () => {
  const asked: AskedMachine[] = []
  await replaceMachines('---\nclass: invert\n---\n> ```vm\n> <domain>\n>   <name>a</name>\n> </domain>\n> ```\n\n---\n<!-- _class: lead -->\n<!-- vm: ../a b.xml h:20 -->', async machine => { asked.push(machine); return null })
  assert.deepEqual(asked, [{ xml: '<domain>\n  <name>a</name>\n</domain>\n', dark: true }, { path: '../a b.xml', dark: false }])
})

test('a mark knows its places', () => {
  const text = `${head}> ~~~vm w:1 what h:2\n> a b.xml\n> ~~~\n\n---\n\nx <!-- vm:  c.xml  fit -->`
  const { machines } = deckOf(text)
  assert.deepEqual(machines.map(({ path, words, slide }) => [slide, ...[path, ...words].map(({ span }) => text.slice(span.start, span.end))]), [[0, 'a b.xml', 'w:1', 'h:2'], [1, 'c.xml', 'fit']])
  for (const { path, words } of machines) for (const piece of [path, ...words]) assert.equal(text.slice(piece.span.start, piece.span.end), piece.text)
})

test('a domain is drawn, from a fence or from a file; Marp lets the drawing through', async () => {
  const domain = "<domain type='kvm'>\n<name>web&lt;1&gt;</name><memory>1</memory><vcpu>2</vcpu><os><type arch='x86_64' machine='q35'>hvm</type></os>\n</domain>"
  const text = `${head}\`\`\`vm\n${domain}\n\`\`\`\n\n---\n\n<!-- vm: m/web.xml -->\n\n---\n\n<!-- vm: net.xml -->\n\n\`\`\`vm\n<disk/>\n\`\`\`\n`
  const done = await pictured(text, async path => path === 'm/web.xml' ? `<?xml version='1.0'?>\n${domain}` : '<network><name>a</name></network>', defaultSettings)
  assert.equal(await pictured(text, async () => domain, { ...defaultSettings, marp: { ...defaultMarp, html: 'off' } }), text, 'no HTML, no picture')
  const { html } = new Marp({ script: false }).render(done)
  const drawn = [...html.matchAll(/<img src="data:image\/svg\+xml,([^"]*)" alt="web&lt;1&gt;" width="(\d+)"/g)]
  assert.equal(drawn.length, 2)
  for (const [, svg = '', width] of drawn) {
    assert.match(decodeURIComponent(svg), /^<svg [^]*web&lt;1&gt;[^]*<\/svg>$/)
    assert.ok(Number(width) > 300 && Number(width) <= 1100)
  }
  assert.match(done, /<!-- vm: net.xml -->[^]*```vm\n<disk\/>\n```/)
})

test('a machine’s file is checked: missing, in another case, of another kind', async t => {
  const folder = folderOf(t, { 'm/web.xml': '<?xml version="1.0"?>\n<!-- <network> -->\n<domain type="kvm"/>', 'm/Net.xml': '<network/>' })
  const text = `${head}<!-- vm: m/web.xml w:300 -->\n<!-- vm: m/gone.xml -->\n\n\`\`\`vm\nm/Net.xml\n\`\`\`\n\n<!-- vm: m/net.xml -->\n<!-- vm: -->\n\n\`\`\`vm\n<disk/>\n\`\`\`\n\n\`\`\`vm\n\`\`\`\n\n\`\`\`vm\n<domain/>\n\`\`\`\n`
  const document = await open(text)
  const { files, names } = { files: { isFile: async (path: string) => existsSync(path), read: async (path: string) => readFileSync(path, 'utf8') }, names: async (path: string) => readdirSync(path) }
  const lost = await lostFiles(document, `${fileURLToPath(folder.uri)}/`, { ...files, names })
  assert.deepEqual([...document.problems(), ...lost].map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`), [
    'marp/vm-domain <!-- vm:', 'marp/vm-domain ```vm', 'marp/vm-domain ```vm', 'marp/vm-missing m/gone.xml', 'marp/vm-domain m/Net.xml', 'marp/image-case m/net.xml',
  ])
  assert.equal(applyEdits(text, document.fixes(lost.at(-1)!)[0]!.edits), text.replace('m/net.xml', 'm/Net.xml'))
  assert.deepEqual(document.links().map(({ span }) => text.slice(span.start, span.end)), ['m/web.xml', 'm/gone.xml', 'm/Net.xml', 'm/net.xml'])
})

test('paths and words are completed where a machine is named', async () => {
  const files = [{ name: 'web 1.xml', path: '/x/web 1.xml', folder: false }, { name: 'sub', path: '/x/sub', folder: true }, { name: 'a.png', path: '/x/a.png', folder: false }]
  const offered = async (marked: string): Promise<readonly string[]> => {
    const { text, offset } = atCaret(head + marked)
    const document = await open(text)
    return [String(document.wants?.(offset).folder), ...document.complete(offset, { defined: [], files, random: () => 0 }).map(one => applyEdits(text, [{ span: one.replace, text: one.insert }]).slice(head.length))]
  }
  assert.deepEqual(await offered('<!-- vm: ‸ -->'), ['', '<!-- vm: web 1.xml -->', '<!-- vm: sub/ -->'])
  assert.deepEqual(await offered('<!-- vm: ../m/we‸b.xml'), ['../m/', '<!-- vm: ../m/web 1.xml', '<!-- vm: ../m/sub/'])
  assert.deepEqual(await offered('```vm\nm/‸\n```'), ['m/', '```vm\nm/web 1.xml\n```', '```vm\nm/sub/\n```'])
  assert.ok((await offered('<!-- vm: web.xml w‸ -->')).includes('<!-- vm: web.xml w:300px -->'))
  assert.ok((await offered('```vm bg ‸\n')).includes('```vm bg right:40%\n'))
  for (const nothing of ['<!-- the ‸ -->', '```xml\n<!-- vm: ‸ -->\n```', '<!-- vm: a.xml --> ‸', '```vm\n<dom‸']) assert.deepEqual(await offered(nothing), ['undefined'], nothing)
})

test('what is shown at a place', async () => {
  const shown = async (marked: string): Promise<unknown> => {
    const { text, offset } = atCaret(head + marked)
    const found = (await open(text)).machine?.(offset)
    return found && [text.slice(found.span.start, found.span.end), found.path ?? found.xml]
  }
  assert.deepEqual(await shown('x <!-- vm: a/w‸eb.xml w:3 --> y'), ['<!-- vm: a/web.xml', 'a/web.xml'])
  assert.deepEqual(await shown('```v‸m w:3\n<domain/>\n```'), ['```vm w:3', '<domain/>\n'])
  assert.deepEqual(await shown('```vm\n we‸b.xml\n```'), ['```vm\n web.xml', 'web.xml'])
  for (const nothing of ['x‸\n\n<!-- vm: web.xml -->', '```vm\n<dom‸ain/>\n```', '<!-- vm:‸ -->']) assert.equal(await shown(nothing), null, nothing)
})
