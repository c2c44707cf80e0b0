// How much of a document stays what it is when a piece is cut out: the share of the other elements that keep their ancestors.
// On a domain of our own, and on every XML file of the folder that LIBVIRT_CORPUS names.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from '../../../server/src/core/xml/parse'
import type { Element } from '../../../server/src/core/xml/tree'
import { elementsWhere, lineage } from '../../../server/src/core/xml/walk'

const domain = `<domain type='kvm'>
  <name>web</name>
  <memory unit='GiB'>4</memory>
  <vcpu placement='static'>4</vcpu>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
    <apic/>
  </features>
  <clock offset='utc'>
    <timer name='rtc' tickpolicy='catchup'/>
  </clock>
  <on_crash>destroy</on_crash>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/>
      <source file='/var/lib/libvirt/images/web.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <!-- the network of the host -->
    <interface type='bridge'>
      <source bridge='br0'/>
      <model type='virtio'/>
    </interface>
    <graphics type='vnc' port='-1'>
      <listen type='address' address='127.0.0.1'/>
    </graphics>
  </devices>
</domain>
`

interface Cut {
  readonly start: number
  readonly end: number
}

/** What people's half-typed documents look like: a tag without its end, a line without its end, a lost piece, a lost closing tag, a text that stops. */
const cuts = {
  'tail of a tag': (_text: string, { startTag }: Element, random: Random): Cut => ({ start: inside(startTag, random), end: startTag.end }),
  'tail of a line': (text: string, { startTag }: Element, random: Random): Cut => {
    const start = inside(startTag, random)
    const end = text.indexOf('\n', start)
    return { start, end: end < 0 ? text.length : end }
  },
  'piece': (text: string, _element: Element, random: Random): Cut => {
    const start = random(text.length)
    return { start, end: Math.min(text.length, start + 1 + random(30)) }
  },
  'closing tag': (_text: string, { startTag, endTag }: Element): Cut => endTag?.span ?? { start: startTag.end - 2, end: startTag.end - 1 },
  'rest of the document': (text: string, { startTag }: Element, random: Random): Cut => ({ start: inside(startTag, random), end: text.length }),
} as const

type Random = (limit: number) => number

const inside = ({ start, end }: Cut, random: Random): number => start + 1 + random(end - start - 1)

const randomFrom = (seed: number): Random => {
  let state = seed
  return limit => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor(state / 0x80000000 * limit)
  }
}

interface Score {
  readonly kept: number
  readonly others: number
}

/** Counts the elements whose start tag the cut has not touched, and those of them that have the same ancestors as before. */
const score = (text: string, { start, end }: Cut): Score => {
  const moved = (offset: number): number => offset < start ? offset : offset >= end ? offset - (end - start) : -1
  const placeOf = (element: Element, where: (offset: number) => number): string => lineage(element).map(({ span }) => where(span.start)).filter(at => at >= 0).join()
  const after = new Set(elementsWhere(parse(text.slice(0, start) + text.slice(end)), () => true).map(element => `${element.name} ${placeOf(element, at => at)}`))
  const others = elementsWhere(parse(text), () => true).filter(({ startTag }) => startTag.end <= start || startTag.start >= end)
  return { others: others.length, kept: others.filter(element => after.has(`${element.name} ${placeOf(element, moved)}`)).length }
}

const checkRecovery = (texts: readonly string[], rounds: number, elements: number, documents: number): void => {
  const random = randomFrom(2)
  for (const [kind, cutOf] of Object.entries(cuts)) {
    let [kept, others, whole] = [0, 0, 0]
    for (let i = 0; i < rounds; i++) {
      const text = texts[random(texts.length)]!
      const all = elementsWhere(parse(text), () => true)
      const found = score(text, cutOf(text, all[random(all.length)]!, random))
      kept += found.kept
      others += found.others
      if (found.kept === found.others) whole++
    }
    const report = `${kind}: ${(kept / others * 100).toFixed(2)} % of ${others} elements, ${(whole / rounds * 100).toFixed(1)} % of ${rounds} documents`
    assert.ok(kept / others >= elements && whole / rounds >= documents, report)
    if (texts.length > 1) console.log(report)
  }
}

test('a cut leaves the other elements where they are', () => checkRecovery([domain], 200, 0.98, 0.93))

const folder = process.env['LIBVIRT_CORPUS']
if (folder) {
  test("the same over libvirt's corpus", () => {
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.xml') && !name.includes('capabilitiesdata'))
      .map(name => readFileSync(join(folder, name), 'utf8')).filter(text => parse(text).problems.length === 0)
    checkRecovery(texts, 600, 0.98, 0.93)
  })
}
