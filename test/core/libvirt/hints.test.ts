// Hints and tokens as tables: the text with the hints in it, and the pieces that are painted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings, type Settings } from '../../../server/src/core/service'

const domain = (inner: string): string => `<domain type='kvm'><name>a</name>${inner}</domain>`

const check = async (inner: string, expected: string, hints: Settings['hints'] = 'sizes'): Promise<void> => {
  const text = domain(inner)
  const document = await libvirt.open(text, { ...defaultSettings, hints })
  let shown = ''
  let at = 0
  for (const { offset, text: words } of document.hints({ start: 0, end: text.length })) {
    shown += `${text.slice(at, offset)}[${words}]`
    at = offset
  }
  assert.equal(shown + text.slice(at), domain(expected))
}

test('sizes in units that read better', async () => {
  await check('<memory>4194304</memory>', '<memory>4194304[= 4 GiB]</memory>')
  await check("<memory unit='MiB'>4096</memory>", "<memory unit='MiB'>4096[= 4 GiB]</memory>")
  await check("<memory unit='GiB'>4</memory>", "<memory unit='GiB'>4</memory>")
  await check("<memory unit='bits'>4</memory><memory>lots</memory>", "<memory unit='bits'>4</memory><memory>lots</memory>")
  await check("<devices><video><model type='qxl' vram='65536'/></video></devices>", "<devices><video><model type='qxl' vram='65536'[= 64 MiB]/></video></devices>")
  await check('<memory>4194304</memory>', '<memory>4194304</memory>', 'off')
})

test('what is left out, where the docs name a value and the branch allows it', async () => {
  await check("<devices><watchdog model='itco'/></devices>", "<devices><watchdog model='itco'[action='reset']/></devices>", 'all')
  await check("<devices><watchdog model='itco' action='pause'/></devices>", "<devices><watchdog model='itco' action='pause'/></devices>", 'all')
})

test('only within the span that is asked for', async () => {
  const text = domain('<memory>4194304</memory><currentMemory>4194304</currentMemory>')
  const document = await libvirt.open(text, defaultSettings)
  assert.equal(document.hints({ start: text.indexOf('<current'), end: text.length }).length, 1)
})

test('tokens', async () => {
  const text = domain("<iothreads>1</iothreads><devices><disk type='file' device='disk'><driver iothread='1'/><source file='/a'/><target dev='vda'/></disk></devices>")
  const document = await libvirt.open(text, defaultSettings)
  assert.deepEqual(document.tokens().map(({ span, kind }) => `${text.slice(span.start, span.end)} ${kind}`),
    ['kvm discriminator', '1 definition', 'file discriminator', 'disk discriminator', '1 use', '/a path', 'vda definition'])
})
