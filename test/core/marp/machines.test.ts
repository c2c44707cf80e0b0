// Pictures in the place of machines: the text that is left, and what Marp itself makes of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Marp } from '@marp-team/marp-core'
import { deckOf } from '../../../server/src/core/marp/deck'
import { replaceMachines, type AskedMachine } from '../../../server/src/core/marp/machines'
import { pictured } from '../../../server/src/core/pictured'
import { defaultMarp, defaultSettings } from '../../../server/src/core/service'
import { marpSlides } from './oracle'

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
