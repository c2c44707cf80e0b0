// Documents judged by the grammar: the problem, its narrow place, its words; and what may stand where.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Grammar } from '../../../server/src/core/grammar/load'
import {
  declarationsOf, expectAttributes, expectElements, expectText, expectValues, factsOf, judge, kindOf, type Judgement,
} from '../../../server/src/core/libvirt/structure'
import { editions } from '../../../server/src/core/libvirt/versions'
import { parse } from '../../../server/src/core/xml/parse'
import type { Element } from '../../../server/src/core/xml/tree'
import { rootOf } from '../../../server/src/core/xml/walk'
import { atCaret } from '../../support/caret'

const latest = async (): Promise<Grammar> => (await editions()).at(-1)!.grammar()

async function judged(text: string): Promise<Judgement> {
  const grammar = await latest()
  const document = parse(text)
  return judge(document, grammar, kindOf(rootOf(document)!, grammar) ?? 'none')
}

/** A domain with these devices, on a line of their own. */
const devices = (inner: string): string => `<domain type='kvm'>\n<name>vm</name>\n<devices>\n${inner}\n</devices>\n</domain>`
const domain = (inner: string): string => `<domain type='kvm'>\n<name>vm</name>\n${inner}\n</domain>`

/** The problems as the linter underlines them: for each its line, tildes and code. */
async function checkProblems(text: string, expected: string): Promise<void> {
  const { problems, document } = await judged(text)
  const said = problems().map(({ code, span }) => {
    const start = document.text.lastIndexOf('\n', span.start - 1) + 1
    const end = document.text.indexOf('\n', span.end)
    const line = document.text.slice(start, end < 0 ? undefined : end)
    return `${line}\n${' '.repeat(span.start - start)}${'~'.repeat(Math.max(1, span.end - span.start))} ${code}`
  })
  assert.equal(said.join('\n'), expected.replace(/^\n|\n *$/g, ''), problems().map(({ message }) => message).join('\n'))
}

async function checkMessage(text: string, ...expected: readonly string[]): Promise<void> {
  assert.deepEqual((await judged(text)).problems().map(({ message }) => message), expected)
}

test('an element that libvirt does not know', async () => {
  await checkProblems(devices(`<disc type='file'><target dev='vda'/></disc>`), `
<disc type='file'><target dev='vda'/></disc>
 ~~~~ schema/unknown-element`)
  await checkMessage(devices(`<disc type='file'><target dev='vda'/></disc>`), 'libvirt knows no `<disc>` in `<devices>`: did you mean `<disk>`? Without `--validate` libvirt drops it silently.')
  await checkProblems(domain(`<bogus><inner/></bogus>`), `
<bogus><inner/></bogus>
 ~~~~~ schema/unknown-element`)
})

test('a misspelt element has its content judged as what was meant', async () => {
  await checkMessage(devices(`<dsik/>`), 'libvirt knows no `<dsik>` in `<devices>`: did you mean `<disk>`? Without `--validate` libvirt drops it silently.')
  await checkProblems(devices(`<disc type='fiel'><target dev='vda'/></disc>`), `
<disc type='fiel'><target dev='vda'/></disc>
 ~~~~ schema/unknown-element
<disc type='fiel'><target dev='vda'/></disc>
            ~~~~ schema/invalid-value`)
})

test('a required element by a name that is far off is one problem', async () => {
  await checkProblems(`<domain type='kvm'>\n<called>vm</called>\n</domain>`, `
<called>vm</called>
 ~~~~~~ schema/unknown-element`)
})

test('an attribute that the element does not have', async () => {
  await checkProblems(devices(`<disk type='file' divice='disk'><target dev='vda'/></disk>`), `
<disk type='file' divice='disk'><target dev='vda'/></disk>
                  ~~~~~~ schema/unknown-attribute`)
  await checkMessage(devices(`<disk type='file' divice='disk'><target dev='vda'/></disk>`), '`<disk>` has no attribute `divice`: did you mean `device`? Without `--validate` libvirt drops it silently.')
})

test('a misspelt attribute that decides on the rest is one problem', async () => {
  await checkProblems(devices(`<interface tpye='network'><source network='default'/></interface>`), `
<interface tpye='network'><source network='default'/></interface>
           ~~~~ schema/unknown-attribute`)
})

test('a value that is not one of the allowed', async () => {
  await checkProblems(devices(`<disk type='fiel'><source file='/a'/><target dev='vda'/></disk>`), `
<disk type='fiel'><source file='/a'/><target dev='vda'/></disk>
            ~~~~ schema/invalid-value`)
  await checkMessage(domain(`<vcpu placement='statik'>2</vcpu>`), '`placement` of `<vcpu>` cannot be `statik`: did you mean `static`? Allowed here: `static`, `auto`. libvirt refuses it.')
  await checkMessage(domain(`<vcpu placement=''>2</vcpu>`), '`placement` of `<vcpu>` is empty: write one of `static` or `auto`. libvirt refuses it.')
})

test('a value of a datatype says in words what it must be', async () => {
  await checkMessage(devices(`<interface type='user'><mac address='52:54:00:12:34'/></interface>`),
    '`address` of `<mac>` cannot be `52:54:00:12:34`: write a MAC address, six hexadecimal pairs such as `52:54:00:12:34:56` (the second digit even: not a multicast address). libvirt refuses it.')
  await checkMessage(`<domain type='kvm'><name>vm</name><uuid>x</uuid></domain>`,
    '`<uuid>` cannot hold `x`: write a UUID, 32 hexadecimal digits such as `4dea22b3-1d52-d8f3-2516-782e98ab3fa0`. libvirt refuses it.')
  await checkMessage(domain(`<memory unit='KiB'> 1024 </memory>`), '`<memory>` must have no blanks around `1024`: write it without. With `--validate` libvirt refuses it.')
})

test('the attribute that rules out another, in the same element and around it', async () => {
  await checkProblems(devices(`<interface type='bridge'><source bridge='br0' dev='eth0'/></interface>`), `
<interface type='bridge'><source bridge='br0' dev='eth0'/></interface>
                                              ~~~ schema/not-with`)
  const { problems, document } = await judged(devices(`<interface type='bridge'><source bridge='br0' dev='eth0'/></interface>`))
  assert.match(problems()[0]!.message, /^`dev` of `<source>` is not allowed with `type='bridge'`: remove it; it is allowed with .*`direct`/)
  assert.equal(document.text.slice(problems()[0]!.related![0]!.span.start, problems()[0]!.related![0]!.span.end), 'bridge')
  await checkProblems(devices(`<controller type='pci' model='lsilogic'/>`), `
<controller type='pci' model='lsilogic'/>
                              ~~~~~~~~ schema/not-with`)
})

test('an attribute of another branch, where one of this branch is missing', async () => {
  const [problem] = (await judged(devices(`<interface type='bridge'><source dev='br0'/></interface>`))).problems()
  assert.equal(problem?.code, 'schema/not-with')
  assert.match(problem.message, /^`dev` of `<source>` is not allowed with `type='bridge'`: did you mean `bridge`\? It is allowed with /)
  assert.equal(problem.data?.['suggestion'], 'bridge')
})

test('a value that fits nothing beside it is what is wrong, not all the rest', async () => {
  await checkProblems(devices(`<interface type='bridge'><source dev='eth0' mode='vepa'/></interface>`), `
<interface type='bridge'><source dev='eth0' mode='vepa'/></interface>
                 ~~~~~~ schema/not-with`)
  await checkMessage(devices(`<interface type='bridge'><source dev='eth0' mode='vepa'/></interface>`),
    "`type='bridge'` of `<interface>` does not fit what it holds: did you mean `direct`? With `--validate` libvirt refuses it.")
})

test('what is missing is told on the tag that lacks it', async () => {
  await checkProblems(`<domain type='kvm'>\n<memory>1</memory>\n</domain>`, `
<domain type='kvm'>
 ~~~~~~ schema/missing-child`)
  await checkProblems(devices(`<disk type='file'><target/></disk>`), `
<disk type='file'><target/></disk>
                   ~~~~~~ schema/missing-attribute`)
  await checkProblems(devices(`<interface><source bridge='br0'/></interface>`), `
<interface><source bridge='br0'/></interface>
 ~~~~~~~~~ schema/missing-attribute`)
  await checkMessage(devices(`<disk type='file'><target/></disk>`), "`<target>` needs the attribute `dev`: add `dev='…'`, a device name in the guest such as `vda`, `sda` or `hdc`. With `--validate` libvirt refuses it.")
})

test('an attribute that may be left out, but not here', async () => {
  await checkMessage(devices(`<disk><source dev='/dev/sda'/><target dev='vda'/></disk>`), "`<disk>` needs the attribute `type` for what it holds: add `type='block'`. With `--validate` libvirt refuses it.")
})

test('a second one where one is allowed', async () => {
  await checkProblems(domain(`<vcpu>1</vcpu>\n<memory>1</memory>\n<vcpu>2</vcpu>`), `
<vcpu>2</vcpu>
 ~~~~ schema/repeated-element`)
  await checkProblems(domain(`<vcpu>many</vcpu>\n<vcpu>2</vcpu>`), `
<vcpu>many</vcpu>
 ~~~~ schema/repeated-element`)
})

test('an element in the wrong place', async () => {
  await checkProblems(domain(`<disk type='file'><target dev='vda'/></disk>`), `
<disk type='file'><target dev='vda'/></disk>
 ~~~~ schema/misplaced-element`)
  const moved = devices(`<video/><disk type='file'><target dev='vda'/><model type='virtio'/></disk>`)
  await checkProblems(moved, `
<video/><disk type='file'><target dev='vda'/><model type='virtio'/></disk>
                                              ~~~~~ schema/misplaced-element`)
})

test('text where none may stand', async () => {
  await checkProblems(devices(`stray <!-- comment --><disk type='file'><target dev='vda'/></disk>`), `
stray <!-- comment --><disk type='file'><target dev='vda'/></disk>
~~~~~ schema/unexpected-text`)
})

test('several faults are all told, in their order', async () => {
  await checkProblems(devices(`<disk type='file' bogus='1'><target bus='virtoi' dev='vda'/><bogus/></disk>`), `
<disk type='file' bogus='1'><target bus='virtoi' dev='vda'/><bogus/></disk>
                  ~~~~~ schema/unknown-attribute
<disk type='file' bogus='1'><target bus='virtoi' dev='vda'/><bogus/></disk>
                                         ~~~~~~ schema/invalid-value
<disk type='file' bogus='1'><target bus='virtoi' dev='vda'/><bogus/></disk>
                                                             ~~~~~ schema/unknown-element`)
})

test('foreign namespaces: metadata holds anything, commandline what libvirt knows, unbound prefixes are told of', async () => {
  await checkProblems(domain(`<metadata><app:x xmlns:app='urn:app' y='1'><app:z/></app:x></metadata>`), '')
  const qemu = (inner: string, bound = `xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'`): string =>
    `<domain type='kvm' ${bound}>\n<name>vm</name>\n<qemu:commandline>${inner}</qemu:commandline>\n</domain>`
  await checkProblems(qemu(`<qemu:arg value='-s'/>`), '')
  await checkProblems(qemu(`<qemu:arg vlue='-s'/>`), `
<qemu:commandline><qemu:arg vlue='-s'/></qemu:commandline>
                            ~~~~ schema/unknown-attribute`)
  await checkProblems(qemu(`<qemu:arg value='-s'/>`, ''), `
<qemu:commandline><qemu:arg value='-s'/></qemu:commandline>
 ~~~~ xml/unbound-prefix`)
})

test('what is still being typed is not scolded', async () => {
  for (const typing of ['<disk ', '<disk type=', `<disk type='`, `<disk type='file'`, '<dis', '<', '<bogus', `<disk type='file'><target dev='vda'/><source fil`]) {
    const { problems } = await judged(devices(typing))
    assert.deepEqual(problems().map(({ code }) => code), [], typing)
  }
  await checkProblems(devices(`  <disk type='file'>\n    <target dev='vda'/>\n  <interface type='usr'/>`), `
  <interface type='usr'/>
                   ~~~ schema/invalid-value`)
  await checkProblems(devices(`<disk type='file'>\n<target dev='vda'/>\n<interface type='usr'/>`), '')
})

test('other roots', async () => {
  await checkProblems(`<network><name>n</name><forward mode='natt'/></network>`, `
<network><name>n</name><forward mode='natt'/></network>
                                      ~~~~ schema/invalid-value`)
  await checkProblems(`<volume><name>v</name><capacity unit='G'>10</capacity><target><format type='qcow3'/></target></volume>`, `
<volume><name>v</name><capacity unit='G'>10</capacity><target><format type='qcow3'/></target></volume>
                                                                            ~~~~~ schema/invalid-value`)
})

/** The element at the caret: the innermost one whose tag or content holds it. */
async function atPlace(marked: string): Promise<{ judgement: Judgement, element: Element, offset: number }> {
  const { text, offset } = atCaret(marked)
  const judgement = await judged(text)
  const inner = (element: Element): Element => {
    const child = element.children.filter(child => child.kind === 'element' && child.span.start < offset
      && (offset <= child.span.end || !child.startTagEnded && text.slice(child.span.end, offset).trim() === '')).at(-1)
    return child?.kind === 'element' ? inner(child) : element
  }
  return { judgement, element: inner(rootOf(judgement.document)!), offset }
}

async function checkAttributes(marked: string, allowed: readonly string[], refused: readonly string[] = []): Promise<void> {
  const { judgement, element } = await atPlace(marked)
  const names = expectAttributes(judgement, element).map(({ name, required }) => required ? `${name}!` : name)
  for (const name of allowed) assert.ok(names.includes(name), `${marked} offers ${name}: ${names.join(' ')}`)
  for (const name of refused) assert.ok(!names.some(other => other.replace('!', '') === name), `${marked} does not offer ${name}: ${names.join(' ')}`)
}

test('the attributes of a branch', async () => {
  await checkAttributes(devices(`<interface type='bridge'><source ‸`), ['bridge!'], ['dev', 'mode'])
  await checkAttributes(devices(`<interface type='direct'>\n  <source ‸\n</interface>`), ['dev!', 'mode'], ['file'])
  await checkAttributes(devices(`<interface type='network'><source ‸/></interface>`), ['network!'], ['dev', 'mode'])
  await checkAttributes(devices(`<disk type='file'><source ‸/><target dev='vda'/></disk>`), ['file'], ['dev', 'protocol'])
  await checkAttributes(devices(`<disk type='block'><source ‸/></disk>`), ['dev'], ['file'])
  await checkAttributes(devices(`<disk ‸`), ['type', 'device'], ['bogus'])
  await checkAttributes(devices(`<disk type='file' ‸><target dev='vda'/></disk>`), ['device'], ['type'])
  await checkAttributes(devices(`<disk type='file'><target dev='vda'/><address type='drive' ‸/></disk>`), ['controller', 'unit'], ['slot'])
})

async function checkValues(marked: string, name: string, allowed: readonly string[], refused: readonly string[] = []): Promise<void> {
  const { judgement, element } = await atPlace(marked)
  const attribute = element.attributes.find(attribute => attribute.name === name)
  assert.ok(attribute, `${marked} has ${name}`)
  const { values } = expectValues(judgement, element, attribute)
  for (const value of allowed) assert.ok(values.includes(value), `${marked} offers ${value}: ${values.join(' ')}`)
  for (const value of refused) assert.ok(!values.includes(value), `${marked} does not offer ${value}: ${values.join(' ')}`)
}

test('the values of an attribute, beside the others, later ones too', async () => {
  await checkValues(devices(`<disk type='‸'/>`), 'type', ['file', 'block', 'network'])
  await checkValues(devices(`<disk type='‸`), 'type', ['file', 'block'])
  await checkValues(devices(`<disk type=‸`), 'type', ['file', 'block'])
  await checkValues(devices(`<controller type='pci' model='‸'/>`), 'model', ['pcie-root-port', 'pci-bridge'], ['lsilogic'])
  await checkValues(devices(`<controller type='‸' model='lsilogic'/>`), 'type', ['scsi'], ['pci', 'usb'])
  await checkValues(devices(`<interface type='direct'><source dev='eth0' mode='‸'/></interface>`), 'mode', ['vepa', 'bridge', 'private', 'passthrough'])
})

async function checkElements(marked: string, allowed: readonly string[], refused: readonly string[] = []): Promise<void> {
  const { judgement, element, offset } = await atPlace(marked)
  const names = expectElements(judgement, element, offset).map(({ name, required }) => required ? `${name}!` : name)
  for (const name of allowed) assert.ok(names.includes(name), `${marked} offers ${name}: ${names.join(' ')}`)
  for (const name of refused) assert.ok(!names.some(other => other.replace('!', '') === name), `${marked} does not offer ${name}: ${names.join(' ')}`)
}

test('the elements of a place', async () => {
  await checkElements(devices(`‸<disk type='file'><target dev='vda'/></disk>`), ['disk', 'interface'], ['name', 'devices'])
  await checkElements(devices(`<disk type='file'>‸</disk>`), ['source', 'target!', 'driver'], ['disk'])
  await checkElements(`<domain type='kvm'>‸</domain>`, ['name!', 'memory', 'qemu:commandline'], ['disk'])
  await checkElements(domain(`‸<vcpu>1</vcpu>`), ['memory', 'os'], ['name', 'vcpu'])
  await checkElements(`<domain type='kvm' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><name>x</name><q:commandline>‸</q:commandline></domain>`, ['q:arg', 'q:env'])
  await checkElements(domain(`<bogus>‸</bogus>`), [], ['memory'])
})

test('the text of an element', async () => {
  const { judgement, element } = await atPlace(domain(`<on_reboot>‸</on_reboot>`))
  assert.deepEqual([...expectText(judgement, element).values].sort(), ['destroy', 'preserve', 'rename-restart', 'restart'])
})

test('the facts of an element', async () => {
  const { judgement, element } = await atPlace(devices(`<interface type='bridge'><source bridge='br0'‸/></interface>`))
  const facts = factsOf(judgement, declarationsOf(judgement, element))
  assert.equal(facts.attributes.find(({ name }) => name === 'bridge')?.required, true)
  assert.equal(facts.attributes.some(({ name }) => name === 'dev'), false)
  assert.ok(facts.parents.includes('interface'))
  assert.equal(facts.text, null)
})

test('a value that is right is not blamed for what lacks beside it', async () => {
  await checkMessage(`<device><name>a</name><capability type='system'/></device>`, '`<capability>` needs `<hardware>`: add it. libvirt refuses it.', '`<capability>` needs `<firmware>`: add it. libvirt refuses it.')
})

test('an element of a twin of its parent is not sent to where it stands', async () => {
  await checkMessage(`<cpu mode='custom' match='exact'><model>x</model><arch>x86_64</arch></cpu>`, '`<arch>` does not belong in `<cpu>`: it is not allowed there. Remove it. Without `--validate` libvirt drops it silently.')
})

test('an attribute written twice is one problem, the one that the XML has told', async () => {
  await checkMessage(devices(`<disk type='x' type='file'><source file='/a'/><target dev='vda'/></disk>`))
})

test('kinds: by the root element, and silence for what is not libvirt’s', async () => {
  const grammar = await latest()
  const rows: readonly (readonly [text: string, kind: string | null])[] = [
    [`<domain type='kvm'>`, 'domain'], [`<domain/>`, 'domain'], [`<pool type='dir'><name>x</name><tar`, 'pool'], [`<domainsnapshot><whatever/>`, 'domainsnapshot'],
    [`<network><name>default</name><bridge name='virbr0'/></network>`, 'network'], [`<filter name='x' chain='ipv4'><rule/></filter>`, 'filter'],
    [`<domain type='kvn'><name>a</name></domain>`, 'domain'], [`<domain type='business'><name>a</name></domain>`, null],
    [`<interface type='ethernet' name='eth0'/>`, 'interface'], [`<device>`, 'device'],
    [`<html/>`, null], [`<filter><filter-name>x</filter-name></filter>`, null], [`<domain xmlns='urn:other'><name/></domain>`, null],
    [`<pool size='3'><connection/></pool>`, null], [`<x:domain xmlns:x='urn:x'/>`, null], [`<device id='1'><sensor/><name>x</name></device>`, null],
    [`<network><node/><link/></network>`, null], [`<project><name>x</name></project>`, null],
    [`<domain>example.org</domain>`, null], [`<domain><name>a.org</name><registrar>x</registrar><description/></domain>`, null], [`<domain>\n<name/></domain>`, 'domain'],
    [`<filter><name>x</name><rule><field/></rule></filter>`, null], [`<filter name='x' chain='ipv4'><r`, 'filter'], [`<filter name='x' chian='ipv4'><rule action='drop' direction='in'/></filter>`, 'filter'],
    [`<secret ephemeral='no' private='yes'><description>x</description><uuiid>y</uuiid></secret>`, 'secret'], [`<device><name>a</name><path>/b</path><driver>c</driver><vendor/></device>`, null],
    [`<cpu name='core0'><cache size='1'/><clock/></cpu>`, null], [`<volume><name>v</name><size>1</size><allocation>0</allocation></volume>`, null],
    [`<interface type='network'><source network='n'/></interface>`, null], [`<interface type='{{ t }}' name='e'><protocol family='ipv4'/></interface>`, 'interface'],
    [`<interface type='user' name='e'><start mode='none'/><protocol family='ipv4'/></interface>`, 'interface'],
  ]
  for (const [text, kind] of rows) assert.equal(kindOf(rootOf(parse(text))!, grammar), kind, text)
})

test('a document cut anywhere is judged without a fault of ours', async () => {
  const grammar = await latest()
  const whole = `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><name>vm</name><metadata><a:b xmlns:a='urn:a'/></metadata>
    <devices><disk type='file' device='disk'><source file='/a.img'/><target dev='vda' bus='virtio'/></disk></devices>
    <qemu:commandline><qemu:arg value='-s'/></qemu:commandline></domain>`
  for (let end = 0; end <= whole.length; end++) {
    const document = parse(whole.slice(0, end))
    const root = rootOf(document)
    if (!root) continue
    const judgement = judge(document, grammar, 'domain')
    expectElements(judgement, root, end)
    for (const child of root.children) if (child.kind === 'element') expectAttributes(judgement, child)
    const complaints = document.text === whole ? judgement.problems() : judgement.problems().filter(({ code }) => code === 'schema/refused')
    assert.deepEqual(complaints, [], document.text)
  }
})

test('of two attributes that do not go together the one that decides is kept, wherever it stands', async () => {
  await checkProblems(domain(`<clock start='0' offset='utc'/>`), `
<clock start='0' offset='utc'/>
       ~~~~~ schema/not-with`)
  await checkProblems(devices(`<controller model='pci-root' type='usb' index='0'/>`), `
<controller model='pci-root' type='usb' index='0'/>
                   ~~~~~~~~ schema/not-with`)
})

test('a misspelt text is of the branch that knows the right one', async () => {
  await checkMessage(domain(`<os><type>hvmm</type></os>`), '`<type>` cannot hold `hvmm`: did you mean `hvm`? libvirt refuses it.')
})

test('an element inside of a text is one problem', async () => {
  await checkProblems(domain(`<memory>\n<bogus/>219100</memory>`), `
<bogus/>219100</memory>
 ~~~~~ schema/unknown-element`)
})

test('a value that is right in one branch is no typo of a right one in another', async () => {
  await checkProblems(devices(`<disk type='network'><source protocol='nbd' name='bar'>\n</source><target dev='vda'/></disk>`), `
<disk type='network'><source protocol='nbd' name='bar'>
                      ~~~~~~ schema/missing-child`)
})

test('a stray text ends where it ends in lines of Windows', async () => {
  const { problems, document } = await judged(domain('<os>\r\n<type>hvm</type>words\r\n\r\n</os>'))
  assert.deepEqual(problems().map(({ span }) => document.text.slice(span.start, span.end)), ['words'])
})

test('units and switches that are misspelt have a suggestion', async () => {
  await checkMessage(domain(`<memory unit='KiiB'>1</memory>`), '`unit` of `<memory>` cannot be `KiiB`: did you mean `KiB`? libvirt refuses it.')
})
