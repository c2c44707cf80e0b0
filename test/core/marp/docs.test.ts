// What is said of decks: everything that the tables know has an entry, every entry belongs to something, sentences end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explained } from '../../../server/src/cli/explain'
import { describe, entryOf, tell } from '../../../server/src/core/marp/describe'
import { sources } from '../../../server/src/core/marp/docs/compiled'
import { entryOf as entryNumbered } from '../../../server/src/core/marp/docs/index'
import { directives } from '../../../server/src/core/marp/directives'
import { imageWordOf, imageWords } from '../../../server/src/core/marp/images'
import { metadata } from '../../../server/src/core/marp/metadata'
import { themes } from '../../../server/src/core/marp/themes'
import { everything, nameOf, thingsNamed } from '../../../server/src/core/marp/things'
import { atCaret } from '../../support/caret'
import { open } from './support'

/** The paths of the docs that the tables know. */
const known = new Set([
  ...directives.map(({ name }) => `directive/${name}`),
  ...imageWords.map(({ name }) => `image/${name}`),
  ...themes.flatMap(({ name, classes }) => [`theme/${name}`, ...classes.map(one => `theme/${name}/${one}`)]),
  ...metadata.map(({ name }) => `metadata/${name}`),
])

test('a deck is opened, judged and completed without the docs', async t => {
  let read = 0
  const { parse } = JSON
  t.after(() => { JSON.parse = parse })
  JSON.parse = ((text, reviver) => {
    read++
    return parse(text, reviver) as unknown
  }) satisfies typeof parse
  const { text, offset } = atCaret('---\nmarp: true\npagi‸nate: tru\n---\n\n![bg left](a.jpg)\n')
  const document = await open(text)
  assert.ok(document.problems().length > 0)
  document.outline()
  assert.ok(document.complete(offset).length > 0)
  assert.equal(read, 0)
  assert.match(document.hover(offset)?.markdown ?? '', /Page numbers/)
  assert.equal(read, 2, 'the paths and the texts')
})

test('every directive, word of an image, theme and class has an entry, and no entry is of anything else', () => {
  const told = sources().entries.flatMap(({ keys }) => keys)
  assert.deepEqual([...told].sort(), [...known].sort())
  for (const thing of everything()) assert.notEqual(entryOf(thing), null, nameOf(thing))
})

test('every value that is offered has a phrase, and every phrase a value', () => {
  for (const { name, values } of directives) {
    const phrases = Object.keys(entryOf(thingsNamed(`directive/${name}`)[0]!)?.values ?? {})
    const offered = name === 'size' ? [...new Set(themes.flatMap(({ sizes }) => sizes.map(size => size.name)))] : values
    assert.deepEqual([...phrases].sort(), [...offered].sort(), name)
  }
})

test('sentences end, none is told twice, the first is short, links lead somewhere', () => {
  const seen = new Map<string, string>()
  for (const { file, line, key, id } of sources().entries) {
    const entry = entryNumbered(id!)!
    const where = `${file}:${line}: ${key}`
    for (const sentence of entry.trap === undefined ? [entry.text] : [entry.text, entry.trap]) assert.match(sentence, /^\S[\s\S]*[.)…]$/, where)
    assert.equal(seen.get(entry.text), undefined, where)
    seen.set(entry.text, where)
    assert.match(entry.link, /^https:\/\/(marpit\.marp\.app|github\.com\/marp-team)\//, where)
    assert.ok((tell(`marp:${key.replace(/^(?=[a-z])/, file === 'images.yaml' ? 'image/' : file === 'themes.yaml' ? 'theme/' : file === 'metadata.yaml' ? 'metadata/' : 'directive/').split(/[|,]/)[0]!}`)?.detail ?? '').length < 180, where)
  }
})

test('a name leads to what it means, and what it means to its name', () => {
  for (const thing of everything()) assert.equal(nameOf(thingsNamed(nameOf(thing))[0]!), nameOf(thing))
  for (const [name, ...expected] of [
    ['paginate', 'paginate'], ['_paginate', '_paginate'], ['_theme'], ['paginate=hold', 'paginate=hold'], ['paginate=nope'], ['class=lead', 'theme/gaia/lead'], ['theme=gaia', 'theme/gaia'],
    ['bg', 'image/bg'], ['left:40%', 'image/left'], ['gaia', 'theme/gaia', 'theme/gaia/gaia'], ['image', 'image'], ['lead', 'theme/gaia/lead'], ['invert', 'image/invert', 'theme/default/invert', 'theme/gaia/invert', 'theme/uncover/invert'], ['size=4:3', 'size=4:3'], ['nonsense'],
  ] as const) assert.deepEqual(thingsNamed(name).map(nameOf), expected, name)
})

test('words of images as Marp reads them', () => {
  for (const [text, name] of [
    ['bg', 'bg'], ['BG', undefined], ['w:300px', 'width'], ['width:10cm', 'width'], ['w:5rem', undefined], ['w:-5', undefined], ['h:auto', 'height'], ['height:50%', 'height'], ['wi:5', undefined], ['50%', 'percent'],
    ['left', 'left'], ['left:33%', 'left'], ['left:33', undefined], ['right:40px', undefined], ['blur', 'blur'], ['blur:', undefined], ['blur:5px', 'blur'], ['drop-shadow:0,5px', 'drop-shadow'], ['fit', 'fit'], ['photo', undefined],
  ] as const) assert.equal(imageWordOf(text)?.name, name, text)
})

const hoverAt = async (marked: string): Promise<string> => {
  const { text, offset } = atCaret(marked)
  const hover = (await open(text)).hover(offset)
  return hover ? `${text.slice(hover.span.start, hover.span.end)}: ${hover.markdown}` : ''
}

const deck = (body: string): string => `---\nmarp: true\n---\n\n${body}\n`

test('hover on the words of an image', async () => {
  assert.match(await hoverAt(deck('![b‸g right:40%](a.jpg)')), /^bg: \*\*`bg`\*\*.*brackets/)
  assert.match(await hoverAt(deck('![bg right:4‸0%](a.jpg)')), /^right:40%: .*`right`[\s\S]*one side/)
  assert.match(await hoverAt(deck('text ![w:3‸00px](a.jpg) more')), /^w:300px: .*`width`/)
  assert.match(await hoverAt(deck('- ![a cat bl‸ur](a.jpg)')), /^blur: /)
  for (const nothing of [
    '![a c‸at](a.jpg)', '![left le‸ft](a.jpg)', '![bg](b‸g.jpg)', '`![b‸g](a.jpg)`', '```\n![b‸g](a.jpg)\n```', '<!-- ![b‸g](a.jpg) -->', '[b‸g](a.jpg)', '\\![b‸g](a.jpg)', 'b‸g', '![bg] (b‸g)',
  ]) assert.equal(await hoverAt(deck(nothing)), '', nothing)
})

test('completion in the brackets of an image, where its words are Marp\'s', async () => {
  const offered = async (marked: string): Promise<readonly string[]> => {
    const { text, offset } = atCaret(deck(marked))
    return (await open(text)).complete(offset).map(({ label }) => label)
  }
  assert.deepEqual((await offered('![‸](a.jpg)')).slice(0, 3), ['bg', 'w:300px', 'h:200px'])
  assert.deepEqual((await offered('![bg ‸](a.jpg)')).slice(0, 2), ['cover', 'contain'])
  assert.deepEqual((await offered('![bg ‸')).slice(0, 2), ['cover', 'contain'])
  assert.ok(!(await offered('![w:30px ‸](a.jpg)')).includes('cover'))
  assert.deepEqual(await offered('![my cat ‸](a.jpg)'), [])
  assert.deepEqual(await offered('![bg](a‸.jpg)'), [])
})

test('what a suggestion carries is told when asked', async () => {
  const { text, offset } = atCaret('---\nmarp: true\npag‸\n---\n')
  const suggestion = (await open(text)).complete(offset).find(({ label }) => label === 'paginate')!
  assert.equal(suggestion.documentation, undefined)
  const told = tell(suggestion.about!)
  assert.equal(told?.detail, 'Page numbers from this slide on')
  assert.equal(told?.documentation, describe(thingsNamed('paginate')[0]!))
  assert.equal(tell('libvirt:12'), null)
})

test('the terminal explains decks', async () => {
  const told = async (path: string): Promise<string> => {
    const { text, status } = await explained(path, { columns: 80, colored: false })
    assert.equal(status, 0, text)
    return text
  }
  assert.match(await told('marp:paginate'), /^marp:paginate\n`paginate`: for this slide[\s\S]*\nSince: Marpit 0\.0\.5[\s\S]*\nValues:\n {2}true +\S/)
  assert.equal(await told('paginate'), await told('marp:paginate'))
  assert.match(await told('paginate=hold'), /^marp:paginate=hold\n[\s\S]*\n`hold`: \S/)
  assert.match(await told('marp:bg'), /^marp:image\/bg\n/)
  assert.match(await told('marp:gaia'), /^marp:theme\/gaia\n[\s\S]*Classes: `lead`/)
  assert.match(await told('title'), /^domain\/title\n[\s\S]*See also: .*marp:title/)
  const all = await told('marp')
  for (const { name } of directives) assert.match(all, new RegExp(`\\n {2}${name} +\\S`))
  const { text, status } = await explained('marp:pagnate', { columns: 80, colored: false })
  assert.equal(status, 2)
  assert.match(text, /did you mean marp:paginate\?/)
})
