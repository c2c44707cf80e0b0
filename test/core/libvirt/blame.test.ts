// From libvirt's words to the place: the messages are real ones, of virsh, the QEMU driver and libxml2.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blame } from '../../../server/src/core/libvirt/blame'
import type { Problem } from '../../../server/src/core/model'
import { parse } from '../../../server/src/core/xml/parse'

const machine = `<domain type='kvm'>
  <name>blamed</name>
  <memory unit='Mib2'>512</memory>
  <vcpu>many</vcpu>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
    <loader readonly='yes' type='pflash'/>
    <bootmenu enable='yes' timeout='65536'/>
    <boot dev='hd'/>
  </os>
  <features><gic version='none'/></features>
  <cpu mode='host-passthrough'/>
  <devices>
    <controller type='pci' index='1' model='pci-bridge'/>
    <controller type='pci' index='1' model='dmi-to-pci-bridge'/>
    <disk type='file' device='disk'>
      <source file='/images/first.qcow2'/>
      <target dev='vda' bus='virtio'/>
      <address type='pci' domain='0x0000' bus='0x00' slot='0x04' function='0x0'/>
    </disk>
    <disk type='file' device='disk'>
      <source file='/images/second.qcow2'/>
      <target dev='vda' bus='ide'/>
    </disk>
    <disk type='block' device='disk'>
      <source dev='/dev/HostVG/Guest'/>
    </disk>
    <interface type='bridge'>
      <mac address='zz'/>
      <source network='default'/>
      <driver rx_queue_size='511'/>
      <address type='pci' domain='0x0000' bus='0x00' slot='0x04' function='0x0'/>
    </interface>
    <serial type='unix'><target port='0'/></serial>
    <tpm model='tpm-tis'/>
    <iommu model='intel'/>
  </devices>
</domain>`

/** The blamed piece in brackets, with what stands before it on its line. */
function checkBlame(answer: string, expected: string | null, text = machine, problems: readonly Problem[] = []): void {
  const span = blame(parse(text), answer, problems)
  const shown = span && text.slice(text.lastIndexOf('\n', span.start) + 1, span.start).trimStart() + `[${text.slice(span.start, span.end)}]`
  assert.equal(shown, expected, answer)
}

test('values that the words name', () => {
  checkBlame('error: Failed to define domain from vda.xml\nerror: missing source information for device vda', "<target dev='[vda]")
  checkBlame('missing target information for device /dev/HostVG/Guest', "<source dev='[/dev/HostVG/Guest]")
  checkBlame("invalid argument: unknown suffix 'Mib2'", "<memory unit='[Mib2]")
  checkBlame("XML error: Invalid value 'many' for element or attribute './vcpu[1]'", '<vcpu>[many]')
  checkBlame("XML error: unable to parse mac address 'zz'", "<mac address='[zz]")
  checkBlame("XML error: Invalid value for attribute 'version' in element 'gic': 'none'.", "<features><gic version='[none]")
  checkBlame("unsupported configuration: CPU mode 'host-passthrough' for x86_64 qemu domain on x86_64 host is not supported by hypervisor", "<cpu mode='[host-passthrough]")
  checkBlame("unsupported configuration: IOMMU device: 'intel' is only supported with Q35 machines", "<iommu model='[intel]")
})

test('of two alike, the second', () => {
  checkBlame("XML error: target 'vda' duplicated for disk sources '/images/first.qcow2' and '/images/second.qcow2'", "<target dev='[vda]")
  const second = machine.indexOf('vda', machine.indexOf('second.qcow2'))
  assert.equal(blame(parse(machine), "XML error: target 'vda' duplicated for disk sources '/images/first.qcow2' and '/images/second.qcow2'")?.start, second)
  checkBlame("XML error: Multiple 'pci' controllers with index '1'", "<controller type='pci' index='[1]")
  const slot = machine.lastIndexOf('0x04')
  assert.equal(blame(parse(machine), 'XML error: Attempted double use of PCI Address 0000:00:04.0')?.start, slot)
})

test('names of elements and attributes', () => {
  checkBlame("unsupported configuration: The 'gic' feature is not supported for architecture 'x86_64' or machine type 'q35'", '<features><[gic]')
  checkBlame("XML error: Missing required attribute 'bridge' in element 'source'", '<[source]')
  assert.equal(blame(parse(machine), "XML error: Missing required attribute 'bridge' in element 'source'")?.start, machine.indexOf("source network"))
  checkBlame('XML error: missing TPM device backend', '<[tpm]')
  checkBlame("loader attribute 'type' cannot be specified when firmware autoselection is enabled", "<loader readonly='yes' [type]")
  checkBlame('unsupported configuration: rx_queue_size has to be a power of two', '<driver [rx_queue_size]')
  checkBlame('unsupported configuration: invalid value for boot menu timeout, must be in range [0,65535]', '<[bootmenu]')
  checkBlame('internal error: Missing source path attribute for char device', '<[serial]')
  checkBlame('no loader path specified and firmware auto selection disabled', '<[loader]')
})

test("libxml2's syntax errors carry line and caret", () => {
  const text = "<domain>\n  <os><type arch='x86_64'>hvm</type></oss>\n</domain>"
  checkBlame("error: (domain_definition):2: Opening and ending tag mismatch: os line 2 and oss\n  <os><type arch='x86_64'>hvm</type></oss>\n-----------------------------------------^", "<os><type arch='x86_64'>hvm</type></[oss]", text)
  checkBlame('error: (domain_definition):2: xmlParseEntityRef: no name', "[<os><type arch='x86_64'>hvm</type></oss>]", text)
  checkBlame('error: (domain_definition):99: Extra content at the end of the document', '[</domain>]', text)
})

test('refusals by the schema: our own problem inside what they name, else the name', () => {
  const extra = 'error: XML document failed to validate against schema: Unable to validate doc against /usr/share/libvirt/schemas/domain.rng\nExtra element devices in interleave\nElement domain failed to validate content'
  checkBlame(extra, '<[devices]')
  const start = machine.indexOf('rx_queue_size')
  const ours: Problem = { code: 'schema/unknown-attribute', level: 'error', span: { start, end: start + 'rx_queue_size'.length }, message: '' }
  checkBlame(extra, '<driver [rx_queue_size]', machine, [ours])
  checkBlame("Unable to validate doc against /x/domain.rng\nInvalid attribute unit for element memory\nExtra element memory in interleave\nElement domain failed to validate content", "<memory unit='[Mib2]")
  checkBlame("Unable to validate doc against /x/domain.rng\nType unsignedLong doesn't allow value 'many'\nExtra element vcpu in interleave\nElement domain failed to validate content", '<vcpu>[many]')
  checkBlame('Unable to validate doc against /x/domain.rng\nElement domain has extra content: bootmenu', '<[bootmenu]')
})

test('words that name nothing here blame nothing', () => {
  checkBlame('error: failed to connect to the hypervisor\nerror: Failed to connect socket to /var/run/libvirt/libvirt-sock: No such file or directory', null)
  checkBlame('unsupported configuration: multiple OpenGL displays', null)
  checkBlame('', null)
  checkBlame("missing source information for device 'vda'", null, '')
})
