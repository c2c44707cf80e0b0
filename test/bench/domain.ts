// A domain of about a given size, made by giving it ever more disks and networks.

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
      <address type='pci' domain='0x0000' bus='0x${(at % 256).toString(16).padStart(2, '0')}' slot='0x00' function='0x0'/>
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
