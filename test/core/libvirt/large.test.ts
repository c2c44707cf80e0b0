// Outline, ids, links and other names on machines of real size: one made here with everything that refers to something, and
// libvirt's own largest domains where LIBVIRT_CORPUS names its unpacked source tree.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import type { OutlineItem } from '../../../server/src/core/model'
import { defaultSettings } from '../../../server/src/core/service'
import { parse } from '../../../server/src/core/xml/parse'
import { childElements, elementAt } from '../../../server/src/core/xml/walk'
import { applyEdits } from '../../support/edits'
import { filesIn, type Large } from '../../support/largest'

/** Each disk behind a port of its own and on a thread of its own, each card on a network: as large as people's largest. */
function madeOf(count: number): Large {
  const each = (make: (at: number) => string): string => Array.from({ length: count }, (_, at) => make(at)).join('')
  const hex = (number: number): string => `0x${number.toString(16).padStart(2, '0')}`
  const letters = (at: number): string => String.fromCharCode(97 + Math.floor(at / 26), 97 + at % 26)
  const text = `<domain type='kvm'>
  <name>large</name>
  <memory unit='GiB'>64</memory>
  <vcpu>${count}</vcpu>
  <iothreadids>
${each(at => `    <iothread id='${at + 1}'/>\n`)}  </iothreadids>
  <cputune>
${each(at => `    <iothreadpin iothread='${at + 1}' cpuset='${at}'/>\n`)}  </cputune>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
  </os>
  <cpu>
    <numa>
      <cell id='0' cpus='0-${count - 1}' memory='64' unit='GiB'/>
    </numa>
  </cpu>
  <devices>
${each(at => `    <controller type='pci' index='${at + 1}' model='pcie-root-port'/>\n`)}${each(at => `    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' iothread='${at + 1}'/>
      <source file='/var/lib/libvirt/images/disk${at}.qcow2'/>
      <target dev='vd${letters(at)}' bus='virtio'/>
      <alias name='ua-disk${at}'/>
      <address type='pci' domain='0x0000' bus='${hex(at + 1)}' slot='0x00' function='0x0'/>
    </disk>
`)}${each(at => `    <interface type='network'>
      <source network='net${at}'/>
      <model type='virtio'/>
    </interface>
`)}  </devices>
</domain>
`
  return { file: 'made here', text }
}

const machines = [madeOf(60), ...filesIn(process.env.LIBVIRT_CORPUS, 300_000).slice(0, 30)]

for (const { file, text } of machines) {
  test(`outline and links of ${file} (${Math.round(text.length / 1024)} KB)`, async () => {
    const document = await libvirt.open(text, defaultSettings)
    const devices = elementAt(parse(text), 'domain/devices')
    const flat = (items: readonly OutlineItem[]): readonly OutlineItem[] => items.flatMap(item => [item, ...flat(item.children)])
    const all = flat(document.outline())
    for (const { name, span, nameSpan } of all) assert.ok(name !== '' && span.start <= nameSpan.start && nameSpan.end <= span.end, `${name} at ${span.start}`)
    assert.equal(all.filter(({ kind }) => kind === 'device').length, devices ? childElements(devices).length : 0)
    for (const { span, to } of document.links()) if (to.kind === 'file') assert.equal(text.slice(span.start, span.end).trim(), to.path)
  })

  test(`ids of ${file}: found from each of their places, and renamed there and back`, async () => {
    const document = await libvirt.open(text, defaultSettings)
    const ids = document.ids()
    for (const id of ids) assert.ok(document.idsAt(id.span.start).some(({ kind, value }) => kind === id.kind && value === id.value), `${id.kind} ${id.value}`)
    const defined = new Map(ids.filter(({ role, exact, value }) => role === 'defines' && exact && !value.includes('&')).map(id => [`${id.kind} ${id.value}`, id]))
    let renamed = 0
    for (const id of [...defined.values()].slice(0, 80)) {
      const shown = id.value.slice(id.value.indexOf('\0') + 1)
      const name = /^\d+$/.test(shown) ? '777' : `${shown}x`
      const edits = document.rename(id, name)
      if (typeof edits === 'string' || !edits.length) continue
      const places = ids.filter(one => one.kind === id.kind && one.value === id.value)
      assert.equal(edits.length, new Set(places.map(({ span }) => span.start)).size, `${id.kind} ${shown}: an edit for each place`)
      const changed = applyEdits(text, edits)
      const after = await libvirt.open(changed, defaultSettings)
      const becomes = id.value.slice(0, id.value.indexOf('\0') + 1) + name
      assert.equal(after.ids().filter(one => one.kind === id.kind && one.value === becomes).length, places.length, `${id.kind} ${shown} is ${name} everywhere`)
      const back = after.rename({ kind: id.kind, value: becomes }, shown)
      assert.ok(typeof back !== 'string', String(back))
      assert.deepEqual((await libvirt.open(applyEdits(changed, back), defaultSettings)).ids().map(({ kind, value }) => `${kind} ${value}`), ids.map(({ kind, value }) => `${kind} ${value}`))
      renamed++
    }
    if (file === 'made here') assert.equal(renamed, 80)
  })
}
