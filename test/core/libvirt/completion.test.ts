// What may stand at the caret: the branch of the grammar decides. Edits are checked by the text that they make.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import type { Suggestion } from '../../../server/src/core/model'
import { defaultSettings } from '../../../server/src/core/service'
import { atCaret } from '../../support/caret'

const suggestionsAt = async (marked: string): Promise<readonly Suggestion[]> => {
  const { text, offset } = atCaret(marked)
  return (await libvirt.open(text, defaultSettings)).complete(offset)
}

/** Inside a domain that has what every domain needs. */
const domain = (inside: string): string => `<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os>${inside}</domain>`
const devices = (inside: string): string => domain(`<devices>${inside}</devices>`)

interface Expected {
  /** All labels, in the order of the list. */
  readonly all?: readonly string[]
  readonly some?: readonly string[]
  readonly none?: readonly string[]
  readonly count?: number
}

async function checkComplete(marked: string, { all, some = [], none = [], count }: Expected): Promise<void> {
  const labels = [...await suggestionsAt(marked)].sort((a, b) => (a.sort ?? a.label) < (b.sort ?? b.label) ? -1 : 1).map(({ label }) => label)
  if (all) assert.deepEqual(labels, all, marked)
  for (const label of some) assert.ok(labels.includes(label), `${marked} lacks ${label}: ${labels.join(' ')}`)
  for (const label of none) assert.ok(!labels.includes(label), `${marked} offers ${label}: ${labels.join(' ')}`)
  if (count !== undefined) assert.equal(labels.length, count, `${marked}: ${labels.join(' ')}`)
}

/** The text after the suggestion is taken; the snippet's stops stay to be seen. */
async function checkAccept(marked: string, label: string, result: string): Promise<void> {
  const { text } = atCaret(marked)
  const found = (await suggestionsAt(marked)).find(suggestion => suggestion.label === label)
  assert.ok(found, `${marked} lacks ${label}`)
  const edits = [{ span: found.replace, text: found.insert }, ...found.also ?? []].sort((a, b) => b.span.start - a.span.start)
  assert.equal(edits.reduce((on, { span, text: put }) => on.slice(0, span.start) + put + on.slice(span.end), text), result, marked)
}

test('values that are left by the other attributes', async () => {
  await checkComplete(devices("<controller type='pci' model='‸'/>"), { count: 10, some: ['pcie-root-port'], none: ['lsilogic'] })
  await checkComplete(devices("<controller model='‸'/>"), { count: 41 })
  await checkComplete(devices("<controller model='‸' type='pci'/>"), { count: 10 })
  await checkComplete(devices("<controller type='‸' model='lsilogic'/>"), { all: ['scsi'] })
  await checkComplete(devices("<disk type='‸'><target dev='vda'/></disk>"), { some: ['file', 'block', 'network'] })
  await checkComplete(devices("<disk type='file' device='‸'/>"), { some: ['cdrom', 'disk', 'floppy'] })
  await checkComplete(devices("<disk type='file'><target dev='vda' bus='‸'/></disk>"), { some: ['virtio', 'sata'] })
  await checkComplete(domain("<cpu mode='‸'/>"), { some: ['host-passthrough', 'host-model', 'custom', 'maximum'] })
  await checkComplete("<domain type='‸'", { some: ['kvm', 'qemu'] })
})

test("values that libvirt's rules leave: none that is refused beside what is there, all that only lack something still to be written", async () => {
  const q35 = (inside: string): string => `<domain type='kvm'><name>a</name><memory>1</memory><os><type arch='x86_64' machine='q35'>hvm</type></os>${inside}</domain>`
  await checkComplete(devices("<disk type='file' device='‸'><target dev='vda'/></disk>"), { some: ['disk'], none: ['cdrom', 'floppy'] })
  await checkComplete(q35("<devices><disk type='file'><source file='/a'/><target dev='sda' bus='‸'/></disk></devices>"), { some: ['sata', 'scsi', 'usb'], none: ['ide', 'fdc'] })
  await checkComplete(q35('<on_reboot>‸</on_reboot>'), { all: ['destroy', 'restart'] })
  await checkComplete(q35("<devices><input type='tablet' bus='‸'/></devices>"), { some: ['usb', 'virtio'], none: ['ps2', 'xen'] })
  await checkComplete(q35("<devices><controller type='pci' index='0' model='‸'/></devices>"), { some: ['pcie-root'], none: ['pci-root'] })
  await checkComplete(q35("<devices><filesystem type='mount'><driver type='‸'/><source dir='/a'/><target dir='a'/></filesystem></devices>"), { some: ['virtiofs'] })
  await checkComplete(q35("<devices><disk type='‸'><target dev='vda'/></disk></devices>"), { some: ['file', 'block'] })
  // Who changes a value may want to change the rest with it.
  await checkComplete(q35("<devices><input type='tablet' bus='u‸'/></devices>"), { some: ['ps2'] })
})

test("the same in what is no domain, and in the second of several documents by what is in that one", async () => {
  const network = (inside: string): string => `<network><name>n</name>${inside}</network>`
  await checkComplete(network("<forward mode='‸'/><ip address='10.0.0.1' prefix='24'/>"), { all: ['nat', 'route', 'open'] })
  await checkComplete(network("<forward mode='‸'/>"), { some: ['nat', 'bridge', 'hostdev', 'passthrough'] })
  await checkComplete(network("<ip family='‸' address='2001:db8::1' prefix='64'/>"), { all: ['ipv6'] })
  await checkComplete("<domainsnapshot><name>s</name><state>‸</state></domainsnapshot>", { some: ['running', 'shutoff'] })
  const controllers = (machine: string, model: string): string =>
    `<domain type='kvm'><name>a</name><memory>1</memory><os><type arch='x86_64' machine='${machine}'>hvm</type></os><devices><controller type='pci' index='0' model='${model}'/></devices></domain>`
  await checkComplete(controllers('q35', 'pcie-root') + controllers('pc', '‸'), { some: ['pci-root'], none: ['pcie-root'] })
  await checkComplete(controllers('q35', '‸') + controllers('pc', 'pci-root'), { some: ['pcie-root'], none: ['pci-root'] })
})

test('attributes of the branch', async () => {
  await checkComplete(devices("<interface type='bridge'><source ‸/></interface>"), { some: ['bridge'], none: ['dev', 'file'] })
  await checkComplete(devices("<interface type='network'><source ‸/></interface>"), { some: ['network', 'portgroup'], none: ['dev', 'file'] })
  await checkComplete(devices("<interface type='bridge'><source ‸"), { some: ['bridge'], none: ['dev', 'file'] })
  await checkComplete(devices("<disk type='file'><source ‸/><target dev='vda'/></disk>"), { some: ['file'], none: ['dev', 'protocol'] })
  await checkComplete(devices("<disk type='block'><source ‸/><target dev='vda'/></disk>"), { some: ['dev'], none: ['file', 'protocol'] })
  await checkComplete(devices("<disk type='file'><target ‸/></disk>"), { some: ['dev', 'bus'] })
  await checkComplete(devices("<disk type='file'><target dev='vda' ‸/></disk>"), { some: ['bus'], none: ['dev'] })
  await checkComplete(devices("<disk type='file' ‸><target dev='vda'/></disk>"), { some: ['device', 'snapshot'], none: ['type'] })
  await checkComplete(devices("<disk type='file'><target d‸='vda'/></disk>"), { some: ['dev', 'bus'] })
})

test('elements: where they may stand, and not twice where once is all', async () => {
  await checkComplete(domain('‸'), { some: ['vcpu', 'devices', 'cpu'], none: ['name', 'memory', 'disk'] })
  await checkComplete(domain('<‸'), { some: ['vcpu', 'devices'], none: ['name', 'os'] })
  await checkComplete(devices('<‸'), { some: ['disk', 'interface', 'tpm'], none: ['vcpu'] })
  await checkComplete(devices('<di‸'), { some: ['disk'] })
  await checkComplete(devices("<disk type='file'><target dev='vda'/><‸</disk>"), { some: ['source', 'driver', 'readonly'], none: ['target', 'mac'] })
  await checkComplete(devices("<disk type='file'><‸</disk>"), { some: ['target'] })
  await checkComplete(devices("<disk type='file'><tar‸get dev='vda'/></disk>"), { some: ['target'] })
  await checkComplete(devices("<graphics type='spice'><‸</graphics>"), { some: ['listen', 'clipboard'] })
  await checkComplete(devices("<graphics type='vnc'><‸</graphics>"), { some: ['listen'], none: ['clipboard'] })
})

test('required ones come first', async () => {
  const [first] = [...await suggestionsAt(devices("<disk type='file'><‸</disk>"))].sort((a, b) => (a.sort ?? '') < (b.sort ?? '') ? -1 : 1)
  assert.equal(first?.label, 'target')
  assert.equal(first?.detail, 'required')
})

test('the text of elements', async () => {
  await checkComplete(domain('<on_crash>‸</on_crash>'), { some: ['destroy', 'restart', 'coredump-destroy'] })
  await checkComplete(domain('<on_poweroff>‸'), { some: ['destroy', 'restart'] })
  await checkComplete(domain('<on_reboot>re‸</on_reboot>'), { some: ['restart'] })
  await checkAccept(domain('<on_reboot>re‸</on_reboot>'), 'restart', domain('<on_reboot>restart</on_reboot>'))
})

test('a closing tag', async () => {
  await checkAccept('<domain><devices></‸', 'devices', '<domain><devices></devices>')
  await checkAccept('<domain><devices></de‸', 'devices', '<domain><devices></devices>')
  await checkAccept('<domain><devices></de‸></domain>', 'devices', '<domain><devices></devices></domain>')
  await checkAccept(devices("<disk type='file'></di‸\n"), 'disk', devices("<disk type='file'></disk>\n"))
  await checkAccept('<domain><devices>‸', '</devices>', '<domain><devices></devices>')
})

test('what an element brings along', async () => {
  await checkAccept(devices('<di‸'), 'disk', devices("<disk type='${1|file,block,dir,network,volume,nvme,vhostuser,vhostvdpa,ctl|}'>\n\t<target dev='$2'/>\n\t$0\n</disk>"))
  await checkAccept(devices('‸'), 'emulator', devices('<emulator>$1</emulator>'))
  await checkAccept(domain('<features><ac‸</features>'), 'acpi', domain('<features><acpi/></features>'))
  await checkAccept(domain('<on_cr‸'), 'on_crash', domain('<on_crash>${1|destroy,restart,preserve,rename-restart,coredump-destroy,coredump-restart,preserve-running|}</on_crash>'))
  await checkAccept(devices("<disk type='file'><target dev='vda'/><sou‸</disk>"), 'source', devices("<disk type='file'><target dev='vda'/><source $0/></disk>"))
  await checkAccept(devices("<disk type='file'><target dev='vda'/><rea‸</disk>"), 'readonly', devices("<disk type='file'><target dev='vda'/><readonly/></disk>"))
})

test('what people mostly write comes first, and comes along', async () => {
  await checkAccept(devices('<gra‸'), 'graphics', devices("<graphics type='${1|vnc,spice,egl-headless,sdl,rdp,dbus,desktop|}'/>"))
  await checkAccept(devices('<vid‸'), 'video', devices("<video>\n\t<model type='${1|virtio,qxl,vga,bochs,cirrus,ramfb,vmvga,xen,vbox,gop,none|}'/>\n\t$0\n</video>"))
  await checkAccept("<domain type='kvm'><name>a</name><mem‸", 'memory', "<domain type='kvm'><name>a</name><memory unit='${1|MiB,GiB,KiB|}'>$2</memory>")
  await checkComplete("<domain type='kvm'><os><type machine='‸'/></os></domain>", { some: ['q35', 'virt'] })
  await checkComplete(devices("<channel type='unix'><target type='virtio' name='‸'/></channel>"), { some: ['org.qemu.guest_agent.0'] })
  const [first] = await suggestionsAt("<domain type='‸'")
  assert.equal(first?.label, 'kvm')
})

test('nothing is doubled that stands behind the caret', async () => {
  await checkAccept(devices("<disk ty‸pe='file'><target dev='vda'/></disk>"), 'type', devices("<disk type='file'><target dev='vda'/></disk>"))
  await checkAccept(devices("<disk ty‸=''><target dev='vda'/></disk>"), 'type', devices("<disk type=''><target dev='vda'/></disk>"))
  await checkAccept(devices("<dis‸ type='file'><target dev='vda'/></dis>"), 'disk', devices("<disk type='file'><target dev='vda'/></disk>"))
  await checkAccept(devices("<disk ‸type='file'><target dev='vda'/></disk>"), 'device', devices("<disk device='$1' type='file'><target dev='vda'/></disk>"))
  await checkAccept(devices("<disk type='fi‸le'><target dev='vda'/></disk>"), 'block', devices("<disk type='block'><target dev='vda'/></disk>"))
})

test('quotes: those of the file, and those that are missing', async () => {
  await checkAccept(devices('<disk ‸'), 'type', devices("<disk type='$1'"))
  await checkAccept('<domain type="kvm"><devices><disk ‸', 'type', '<domain type="kvm"><devices><disk type="$1"')
  await checkAccept(devices('<disk type=‸'), 'file', devices("<disk type='file'"))
  await checkAccept("<domain type='‸", 'kvm', "<domain type='kvm'")
  const type = (await suggestionsAt(devices('<disk ‸'))).find(({ label }) => label === 'type')
  assert.equal(type?.again, true)
})

test('half-typed documents still complete', async () => {
  await checkComplete(devices('<disk ‸'), { some: ['type', 'device'] })
  await checkComplete(devices("<disk type='‸"), { some: ['file', 'block'] })
  await checkComplete(devices("<disk type='file'‸"), { all: [] })
  await checkComplete(devices('<disk></dis‸'), { all: ['disk'] })
  await checkComplete(devices("<disk type='file'><source file='/a'/><interface type='bridge'><source ‸/></interface>"), { some: ['bridge'] })
  await checkComplete(devices('< <disk ‸'), { some: ['type'] })
  await checkComplete(domain('<title>a & b</title><‸'), { some: ['vcpu'] })
  await checkComplete(domain("<vcpu>1</vcp><‸"), { some: ['devices'] })
  await checkComplete(devices("<disk type='file' type='block' ‸/>"), { some: ['device'], none: ['type'] })
})

test('an empty file, and one that only begins', async () => {
  await checkComplete('‸', { some: ['domain', 'network', 'pool', 'volume'] })
  await checkComplete('<‸', { some: ['domain', 'network'] })
  await checkComplete('<dom‸', { some: ['domain', 'domainsnapshot'] })
  await checkComplete("<?xml version='1.0'?>\n<!-- a machine -->\n‸", { some: ['domain'] })
  assert.match((await suggestionsAt('‸')).find(({ label }) => label === 'domain')!.insert, /^<domain type='\$\{1\|kvm,qemu\|\}'>\n\t<name>/)
  assert.equal((await libvirt.open('', defaultSettings)).kind, null)
  assert.deepEqual((await libvirt.open('<dom', defaultSettings)).problems(), [])
})

test('other XML is left alone', async () => {
  await checkComplete('<project><‸</project>', { all: [] })
  await checkComplete('<html ‸', { all: [] })
  await checkComplete('<network><layer ‸/></network>', { all: [] })
  await checkComplete('plain text ‸', { all: [] })
})

test("QEMU's own elements bring their namespace along", async () => {
  await checkAccept("<domain type='kvm'><‸</domain>", 'qemu:commandline', "<domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0' type='kvm'><qemu:commandline>\n\t$0\n</qemu:commandline></domain>")
})

test('other kinds', async () => {
  await checkComplete("<network><name>a</name><forward mode='‸'/></network>", { some: ['nat', 'route', 'bridge'] })
  await checkComplete("<pool type='dir'><name>a</name><target><‸</target></pool>", { some: ['path'] })
})

test('docs come with the suggestion, and with values that the schema leaves open', async () => {
  const disk = (await suggestionsAt(devices('<‸'))).find(({ label }) => label === 'disk')
  assert.equal(disk?.documentation, undefined, 'only when somebody looks at it')
  assert.match((await libvirt.tell!(disk?.about ?? ''))?.documentation ?? '', /hard disk/)
  const none = (await suggestionsAt(devices("<disk type='file'><driver cache='‸'/></disk>"))).find(({ label }) => label === 'none')
  assert.match((await libvirt.tell!(none?.about ?? ''))?.detail ?? '', /^bypass/)
  assert.deepEqual([await libvirt.tell!('libvirt:99999'), await libvirt.tell!('marp:size')], [{}, null])
  await checkComplete(devices("<interface type='user'><model type='‸'/></interface>"), { some: ['virtio', 'e1000e'] })
})

test('every place in a half-typed document can be asked', async () => {
  const whole = devices("<disk type='file'><source file='/a'/><target dev='vda'/></disk><on/>")
  for (let end = 0; end <= whole.length; end += 3) {
    const document = await libvirt.open(whole.slice(0, end), defaultSettings)
    document.complete(end)
    document.hover(end)
    document.problems().forEach(problem => document.fixes(problem))
  }
})

test('an element is written without attributes that its others rule out', async () => {
  await checkAccept(devices("<‸"), 'smartcard', devices("<smartcard mode='${1|host,host-certificates,passthrough|}'/>"))
  await checkAccept(devices("<rng model='virtio'><‸</rng>"), 'backend', devices("<rng model='virtio'><backend model='${1|random,builtin,egd|}'/></rng>"))
})

test('what a text beside rules out is not offered', async () => {
  await checkComplete("<domain type='qemu'><name>n</name><memory>1</memory><os><type>hvm</type>‸</os></domain>", { some: ['boot', 'loader'], none: ['init', 'initarg'] })
  await checkComplete("<domain type='lxc'><name>n</name><memory>1</memory><os><type>exe</type>‸</os></domain>", { some: ['init', 'initarg'], none: ['loader'] })
})
