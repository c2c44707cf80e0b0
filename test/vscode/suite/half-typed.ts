// Ten ways in which a document is broken while it is typed: the rest of it keeps its outline, its hovers and its problems.
import { holds, hoverText, labelOf, outline, placeOf, problemAt, suggestions, tidy, until, write } from '../expect'

interface Case {
  readonly typed: string
  /** What the list offers at the caret, where something is to be offered. */
  readonly offers?: readonly string[]
}

const cases: readonly Case[] = [
  { typed: '<disk ‸', offers: ['type', 'device'] },
  { typed: '<disk type=‸' },
  { typed: "<disk type='‸", offers: ['file', 'block'] },
  { typed: "<disk type='file'‸" },
  { typed: '<disk></dis‸' },
  { typed: "<disk type='file'><source file='/a'/>‸" },
  { typed: '<‸', offers: ['disk', 'interface'] },
  { typed: '<description>a & b‸</description>' },
  { typed: "<disk type='file'></interface>‸" },
  { typed: "<disk type='file' type='block'‸/>" },
]

suite('a document while it is typed', () => {
  teardown(tidy)
  for (const { typed, offers = [] } of cases) {
    test(typed, async () => {
      const written = await write('xml', [
        "<domain type='kvm'>", '  <name>a</name>', '  <devices>', `    ${typed}`,
        "    <interface type='user'>", "      <model type='virtio'/>", '    </interface>',
        "    <disk type='file' device='dsik'>", "      <target dev='vdz' bus='virtio'/>", '    </disk>',
        '  </devices>', '</domain>', ''].join('\n'))
      const { document } = written
      await problemAt(document, 'dsik')
      const names = await outline(document)
      holds(names.some(name => name.includes('vdz')), `the disk after it is not in the outline: ${JSON.stringify(names)}`)
      holds((await hoverText(document, placeOf(document, '<model', 2))).length > 20, 'the element after it has no hover')
      if (!offers.length) return
      const labels = await until('suggestions', async () => {
        const found = (await suggestions(written)).map(labelOf)
        return found.length ? found : undefined
      })
      for (const label of offers) holds(labels.includes(label), `\`${label}\` is missing in: ${labels.join(' ')}`)
    })
  }
})
