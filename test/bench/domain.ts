// Domains to measure on: of about a given size, made by giving it ever more disks and networks; and of a kind that nobody writes.

/** `size` in KB. */
export function domainOf(size: number): string {
  const head = `<domain type='kvm'>
  <name>bench</name>
  <title></title>
  <memory unit='GiB'>4</memory>
  <vcpu>4</vcpu>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
  </os>
  <devices>
`
  const tail = `  </devices>
</domain>
`
  let body = ''
  for (let at = 0; head.length + body.length + tail.length < size * 1024; at++) {
    body += `    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' cache='none' io='native'/>
      <source file='/var/lib/libvirt/images/disk${at}.qcow2'/>
      <target dev='vd${at.toString(26).replace(/./g, digit => String.fromCharCode(97 + parseInt(digit, 26)))}' bus='virtio'/>
      <address type='pci' domain='0x0000' bus='0x${(at % 256).toString(16).padStart(2, '0')}' slot='0x${(at >> 8).toString(16).padStart(2, '0')}' function='0x0'/>
    </disk>
    <interface type='bridge'>
      <mac address='52:54:00:00:${((at >> 8) % 256).toString(16).padStart(2, '0')}:${(at % 256).toString(16).padStart(2, '0')}'/>
      <source bridge='br${at}'/>
      <model type='virtio'/>
      <target dev='vnet${at}'/>
    </interface>
`
  }
  return head + body + tail
}

const around = (text: string): string => `<domain type='kvm'>\n  <name>x</name>\n${text}</domain>\n`

/** What might hang an editor. */
export const huge: Readonly<Record<string, () => string>> = {
  '10,000 nested elements': () => around(`${'<devices>'.repeat(10_000)}${'</devices>'.repeat(10_000)}`),
  '100,000 attributes on one element': () => around(`  <devices><input type='tablet' ${Array.from({ length: 100_000 }, (_, at) => `a${at}='${at}'`).join(' ')}/></devices>\n`),
  'a text of 20 MB': () => around(`  <description>${'some words '.repeat(2_000_000)}</description>\n`),
  'a value against regular expressions': () => around(`  <devices><interface type='network'><mac address='${'52:54:00:'.repeat(20_000)}'/><source network='${'a.'.repeat(50_000)}!'/></interface></devices>\n`),
  '100,000 siblings': () => around(`  <devices>\n${"    <input type='tablet' bus='usb'/>\n".repeat(100_000)}  </devices>\n`),
  '100,000 siblings, each a mistake': () => around(`  <devices>\n${"    <input type='tablett' bus='usb'/>\n".repeat(100_000)}  </devices>\n`),
  '100,000 siblings of an unknown name': () => around(`  <devices>\n${'    <gadget/>\n'.repeat(100_000)}  </devices>\n`),
  '5 MB of tags that are never closed': () => around('<disk>\n'.repeat(700_000)),
  '5 MB of tags that have no end': () => around("<disk type='file'\n".repeat(280_000)),
  '300,000 faults in the XML': () => around("<disk a='1' a=2 & <b></c>\n".repeat(100_000)),
  '5 MB of closing tags': () => around('</disk>\n'.repeat(600_000)),
  '5 MB of `<`': () => around('<'.repeat(5_000_000)),
}
