// The pages of the reference: every entry and every card stands on one, and no link leads nowhere.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { books, pages } from './pages'

test('every entry stands on its page, under every path that it speaks for', () => {
  const all = pages()
  for (const { sources, entryOf, cards } of books) {
    for (const { file, line, keys, id, same } of sources.entries) {
      const text = [...all].find(([name]) => name.replace(/^marp-/, '') === file.replace(/\.yaml$/, '.md'))?.[1]
      assert.ok(text, file)
      for (const key of keys) assert.ok(text.includes(`\`${key}\``), `${file}:${line}: ${key}`)
      const entry = id === null ? null : entryOf(id)
      if (!entry) assert.ok(text.includes(`\`${same!}\``), `${file}:${line}`)
      for (const said of entry ? [entry.text, entry.trap ?? '', entry.since ?? '', entry.default ?? '', entry.link, ...Object.values(entry.values ?? {})] : []) assert.ok(text.includes(said), `${file}:${line}: ${said}`)
    }
    for (const { name, text, title } of cards) for (const said of [text, title, `<a id="${name}"></a>`]) assert.ok(all.get('cards.md')!.includes(said), name)
  }
})

test('every link within leads to a page and a place on it, and every page is led to', () => {
  const all = pages()
  const led = new Set(['README.md'])
  for (const [from, text] of all) {
    const prose = text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')
    for (const [, to] of prose.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [page, anchor] = to!.split('#') as [string, string | undefined]
      led.add(page)
      assert.ok(all.has(page), `${from}: ${to!}`)
      if (anchor !== undefined) assert.ok(all.get(page)!.includes(`<a id="${anchor}"></a>`), `${from}: ${to!}`)
    }
    const anchors = [...text.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, anchor]) => anchor)
    assert.equal(new Set(anchors).size, anchors.length, from)
  }
  assert.deepEqual([...all.keys()].filter(page => !led.has(page)), [])
})
