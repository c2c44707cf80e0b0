// Templates: nothing is said of what a tool will fill, and as much as ever of the rest.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { harmless, holdsPlaceholder } from '../../../server/src/core/libvirt/placeholders'
import { defaultSettings } from '../../../server/src/core/service'

/** What is said about a document: the words that it is about, and the code. */
async function checkSaid(text: string, ...expected: readonly string[]): Promise<void> {
  const document = await libvirt.open(text, defaultSettings)
  const said = document.problems().map(({ code, span }) => `${text.slice(span.start, span.end)}: ${code}`)
  assert.deepEqual(said, expected, text)
}

const domain = (inner: string): string => `<domain type='kvm'>\n<name>vm</name>\n${inner}\n</domain>`

test('values of many template languages are told of once, at the first that would not fit as it stands', async () => {
  for (const typed of ['{{ memory }}', '{{.Memory}}', '${MEMORY}', '$(MEMORY)', '$memory', '%s', '%(memory)d', '@MEMORY@', '#{memory}', '%MEMORY%', '__MEMORY__', '{memory}', '{0}', '{}', '[[memory]]']) {
    await checkSaid(domain(`<memory>${typed}</memory>\n<vcpu>${typed}</vcpu>`), `${typed}: libvirt/placeholder`)
    await checkSaid(`<network><name>n</name><ip address='${typed}' prefix='24'/></network>`, `${typed}: libvirt/placeholder`)
  }
})

test('what is a placeholder elsewhere and fits here is not told of', async () => {
  await checkSaid(`<domain type='kvm'><name>{{ name }}</name><title>$x</title></domain>`)
  await checkSaid(`<filter name='f' chain='ipv4'><rule action='accept' direction='in'><tcp dstportstart='$PORT[@1]'/></rule></filter>`)
})

test('what only resembles one is wrong as before', async () => {
  for (const typed of ['MEMORY', '50%', '$', '%', '{', 'a@b', '5 $']) {
    assert.equal(holdsPlaceholder(typed), false, typed)
    await checkSaid(domain(`<memory>${typed}</memory>`), `${typed}: schema/invalid-value`)
  }
})

test('a value that decides on the rest leaves every branch open', async () => {
  await checkSaid(domain(`<devices><interface type='{{ type }}'><source bridge='br0'/></interface></devices>`), '{{ type }}: libvirt/placeholder')
})

test('faults beside placeholders are told of', async () => {
  await checkSaid(domain(`<memory unit='KB'>{{ m }}</memory>\n<vpcu>{{ n }}</vpcu>`), '{{ m }}: libvirt/placeholder', 'vpcu: schema/unknown-element')
  await checkSaid(domain(`<memory untit='{{ u }}'>1</memory>\n<vcpu>{{ n }}</vcpu>`), 'untit: schema/unknown-attribute', '{{ n }}: libvirt/placeholder')
})

test('loops and conditions: which of the children there will be is open', async () => {
  await checkSaid(domain(`<devices>\n{% for disk in disks %}\n<disk type='file'>\n<source file='{{ disk.path }}'/>\n<target dev='{{ disk.dev }}'/>\n</disk>\n{% endfor %}\n</devices>`), '{% for disk in disks %}: libvirt/placeholder')
  await checkSaid(domain(`{{- if .Efi }}\n<os firmware='efi'><type>hvm</type></os>\n{{- else }}\n<os><type>hvm</type></os>\n{{- end }}`), '{{- if .Efi }}: libvirt/placeholder')
  await checkSaid(domain(`{% if a %}\n<dveices/>\n{% endif %}`), '{% if a %}: libvirt/placeholder', 'dveices: schema/unknown-element')
  await checkSaid(domain(`<devices>{{ disks }}</devices>`), '{{ disks }}: libvirt/placeholder')
})

test('what would upset the XML is read past', async () => {
  await checkSaid(domain(`<memory><%= @memory %></memory>\n<% if @cpu > 1 && @x < 2 %>\n<vcpu>2</vcpu>\n<% end %>`), '<%= @memory %>: libvirt/placeholder')
  await checkSaid(domain(`<memory unit="{{ vm["unit"] }}">1</memory>`), '{{ vm["unit"] }}: libvirt/placeholder')
  await checkSaid(domain(`<memory>1</memory>\n<os{{if .Efi}} firmware='efi'{{end}}><type>hvm</type></os>`))
  for (const text of ['<a b="{{ c["d"] }}">{{ "<e>" }}</a>', '<a><%= "x" > 1 %></a>', '{{ never closed "', '<% <% %>', '{% a } %}', '<x {{ y }} z="{{ q }}"/>']) {
    assert.equal(harmless(text).length, text.length, text)
  }
  assert.equal(harmless(`<qemu:arg value='{"driver":"x","a":{"b":1}}'/>`), `<qemu:arg value='{"driver":"x","a":{"b":1}}'/>`)
})
