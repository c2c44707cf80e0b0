// The cards: each example is XML that we ourselves have nothing to say against, each place is led to its card, and the terminal
// prints them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explained } from '../../../server/src/cli/explain'
import { sources } from '../../../server/src/core/libvirt/docs/compiled'
import { cardOf, cards, proseOf } from '../../../server/src/core/libvirt/docs/index'
import { stepOf } from '../../../server/src/core/docs/lookup'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings } from '../../../server/src/core/service'
import { atCaret } from '../../support/caret'

const examplesIn = (text: string): readonly string[] => [...text.matchAll(/^```xml\n([\s\S]*?)^```$/gm)].map(([, xml]) => xml!)

/** An example of a domain leaves out what it is not about; the rules want all of it. */
const whole = (xml: string): string => {
  const lacking = [['<name>', '<name>example</name>'], ['<memory ', "<memory unit='GiB'>16</memory>"], ['<os', "<os><type arch='x86_64' machine='q35'>hvm</type></os>"]] as const
  return xml.replace(/^<domain [^>]*>/, root => root + lacking.filter(([begin]) => !xml.includes(begin)).map(([, part]) => part).join(''))
}

test('there are cards, of a length that somebody reads, each with an example, advice and a trap', () => {
  assert.ok(cards().length >= 20)
  for (const { name, title, text, link } of cards()) {
    const words = text.replace(/^```xml[\s\S]*?^```$/gm, '').split(/\s+/).length
    assert.ok(words >= 120 && words <= 250, `${name}: ${words} words`)
    assert.equal(examplesIn(text).length, 1, name)
    assert.match(text, /\n- /, `${name} names what there is to choose from`)
    assert.match(text, /\n⚠ [\s\S]*\.$/, `${name} ends with what people fall into`)
    assert.match(title, /^Why would I [^?]+\?$/)
    assert.match(link, /^https:\/\/libvirt\.org\/[a-z-]+\.html(#[\w-]+)?$/)
    // A line break within a paragraph is one in some editors and a blank in others.
    for (const paragraph of text.replace(/^```xml[\s\S]*?^```$/gm, '').split(/\n{2,}/)) assert.ok(paragraph.split('\n').every((line, at) => at === 0 || line.startsWith('- ')), `${name}: ${paragraph}`)
  }
})

test('each example is valid, and clean by the rules', async () => {
  for (const { name, text } of cards()) {
    for (const xml of examplesIn(text)) {
      const document = await libvirt.open(whole(xml), defaultSettings)
      assert.notEqual(document.kind, null, name)
      assert.deepEqual(document.problems().map(({ code, message }) => `${name}: ${code}: ${message}`), [])
    }
  }
})

test('each place that a card is for is explained, and leads to it', () => {
  for (const { name, paths } of sources().cards) {
    for (const path of paths) {
      const [elements, attribute] = path.split('@') as [string, string | undefined]
      // `*` is any device.
      const steps = elements.replace('/*', '/disk').split('/').map(stepOf)
      assert.notEqual(proseOf(steps, attribute), null, path)
      assert.equal(cardOf(steps, attribute)?.name, name, path)
    }
  }
})

test('the hover of an element or attribute shows the card below a rule, that of a value says where it is', async () => {
  const hover = async (marked: string): Promise<string> => {
    const { text, offset } = atCaret(marked)
    return (await libvirt.open(text, defaultSettings)).hover(offset)?.markdown ?? ''
  }
  assert.match(await hover("<domain type='kvm'><mem‸oryBacking/></domain>"), /\[libvirt\.org[\s\S]*\n\n---\n\n\*\*\[Why would I [\s\S]*```xml\n/)
  assert.match(await hover("<domain type='kvm'><devices><disk><driver ca‸che='none'/></disk></devices></domain>"), /\n---\n\n\*\*\[Why would I /)
  assert.match(await hover("<domain type='kvm'><devices><controller type='pci' mo‸del='pcie-root'/></devices></domain>"), /\n---\n\n\*\*\[Why would I lay out PCI/)
  assert.doesNotMatch(await hover("<domain type='kvm'><devices><controller type='usb' mo‸del='nec-xhci'/></devices></domain>"), /Why would I/)
  const value = await hover("<domain type='kvm'><devices><disk><driver cache='no‸ne'/></disk></devices></domain>")
  assert.match(value, /\*\*Advice:\*\* hover over `cache` \(Why would I/)
  assert.doesNotMatch(value, /\n---\n/)
})

test('the terminal prints a card by its name, below what it is for, and a list of all', async () => {
  const told = async (path: string): Promise<string> => {
    const { text, status } = await explained(path, { columns: 80, colored: false })
    assert.equal(status, 0, text)
    return text
  }
  assert.match(await told('card:disk-cache'), /^card:disk-cache\nWhy would I [\s\S]*\n {4}<disk type='block'[\s\S]*\nhttps:\/\/libvirt\.org\//)
  assert.equal(await told('disk-cache'), await told('card:disk-cache'))
  assert.match(await told('disk/driver@cache'), /\nWhy would I set cache and io/)
  assert.match(await told('disk/driver@cache=none'), /\nSee also: card:disk-cache\n$/)
  assert.match(await told('network'), /^network\n[\s\S]*See also: card:network/)
  const all = await told('card:')
  for (const { name } of cards()) assert.match(all, new RegExp(`\\n {2}${name} +Why would I`))
  const { text, status } = await explained('card:disk-cahce', { columns: 80, colored: false })
  assert.equal(status, 2)
  assert.match(text, /did you mean card:disk-cache\?/)
})
