// Rules about networks, a row each.
import type { Row } from './support'

const network = (inner: string): string => `<network>\n  <name>n</name>\n  ${inner}\n</network>`
const old = (text: string): string => `<!-- virtdeck: libvirt=9.0.0 -->\n${text}`
const made = (inner = '', name = ''): string => `<bridge name='virbr5'${name}/><ip address='10.1.1.1' netmask='255.255.255.0'>${inner}</ip>`
const forwarded = (mode: string, inner = '', attributes = ''): string => `<forward mode='${mode}'${attributes}>${inner}</forward>`
const dhcp = (inner: string): string => network(made(`<dhcp>${inner}</dhcp>`))
const dhcp6 = (inner: string): string => network(`<ip family='ipv6' address='fd00::1' prefix='64'><dhcp>${inner}</dhcp></ip>`)
const dns = (inner: string, attributes = ''): string => network(`<dns${attributes}>${inner}</dns>${made()}`)
const route = (attributes: string): string => network(`${made()}<ip family='ipv6' address='fd00::1' prefix='64'/><route ${attributes}/>`)
const pci = "<address type='pci' domain='0' bus='4' slot='0' function='1'/>"
const group = (name: string, inner = '', attributes = ''): string => `<portgroup name='${name}'${attributes}>${inner}</portgroup>`
const tag = "<vlan><tag id='42'/></vlan>"
const range = (start: string, end: string): string => `<range start='${start}' end='${end}'/>`
const ovs = "<virtualport type='openvswitch'/>"

export const networks: readonly Row[] = [
  ['network-forward-address', 'nat', network(forwarded('nat')), network(forwarded('nat') + made())],
  ['network-forward-address', 'forward', network('<forward/>'), network('<bridge name=\'virbr5\'/>')],
  ['network-open-address', 'open', old(network(forwarded('open'))), network(forwarded('open'))],
  ['network-forward-device', 'interface', network(forwarded('nat', "<interface dev='eth0'/><interface dev='eth1'/>") + made()), network(forwarded('nat', "<interface dev='eth0'/>", " dev='eth0'") + made())],
  ['network-forward-device', 'dev', network(forwarded('open', '', " dev='eth0'") + made()), network(forwarded('open') + made())],
  ['network-forward-device', 'interface', network(forwarded('hostdev', "<interface dev='eth0'/>")), network(forwarded('hostdev', pci))],
  ['network-forward-device', 'address', network(forwarded('passthrough', pci)), network(forwarded('passthrough', "<interface dev='eth0'/>"))],
  ['network-forward-contradiction', 'dev', network(forwarded('passthrough', "<interface dev='eth1'/>", " dev='eth0'")), network(forwarded('passthrough', "<interface dev='eth0'/><interface dev='eth1'/>", " dev='eth0'"))],
  ['network-forward-contradiction', 'dev', network(forwarded('passthrough', "<pf dev='eth0'/>", " dev='eth1'")), network(forwarded('passthrough', "<pf dev='eth0'/>"))],
  ['network-forward-duplicate', 'eth0', network(forwarded('passthrough', "<interface dev='eth0'/>".repeat(2))), network(forwarded('passthrough', "<interface dev='eth0'/><interface dev='eth1'/>"))],
  ['network-forward-duplicate', 'address', network(forwarded('hostdev', pci + pci.replaceAll("'4'", "'0x04'"))), network(forwarded('hostdev', pci))],
  ['network-nat', 'nat', network(forwarded('route', "<nat><port start='1024' end='2048'/></nat>") + made()), network(forwarded('nat', "<nat><port start='1024' end='2048'/></nat>") + made())],
  ['network-nat-range', '10.1.1.2', network(forwarded('nat', "<nat><address start='10.1.1.9' end='10.1.1.2'/></nat>") + made()), network(forwarded('nat', "<nat><address start='10.1.1.2' end='10.1.1.2'/></nat>") + made())],
  ['network-nat-range', '10.2.0.1', network(forwarded('nat', "<nat><address start='10.1.0.1' end='10.2.0.1'/></nat>") + made()), network(forwarded('nat', "<nat><address start='10.1.0.1' end='10.2.0.0'/></nat>") + made())],
  ['network-nat-range', '1024', network(forwarded('nat', "<nat><port start='2048' end='1024'/></nat>") + made()), network(forwarded('nat', "<nat><port start='2048' end='2048'/></nat>") + made())],
  ['network-bridge-option', 'name', network(`${forwarded('vepa')}<bridge name='br0'/>`), network(forwarded('vepa', "<interface dev='eth0'/>"))],
  ['network-bridge-option', 'stp', network(`${forwarded('bridge')}<bridge name='br0' stp='on'/>`), network(`${forwarded('bridge')}<bridge name='br0' delay='0'/>`)],
  ['network-bridge-and-device', 'name', network(`${forwarded('bridge', "<interface dev='eth0'/>")}<bridge name='br0'/>`), network(`${forwarded('bridge')}<bridge name='br0'/>`)],
  ['network-bridge-and-device', 'name', network(`${forwarded('bridge', '', " dev='eth0'")}<bridge name='br0'/>`), network(forwarded('bridge', '', " dev='eth0'"))],
  ['network-mode-element', 'ip', network(`${forwarded('bridge')}<bridge name='br0'/><ip address='10.1.1.1' prefix='24'/>`), network(`${forwarded('bridge')}<bridge name='br0'/><bandwidth><inbound average='100'/></bandwidth>`)],
  ['network-mode-element', 'bandwidth', network(forwarded('private', "<interface dev='eth0'/>") + group('a', "<bandwidth><inbound average='100'/></bandwidth>")), network(forwarded('private', "<interface dev='eth0'/>") + group('a'))],
  ['network-mode-element', 'dns', network(`${forwarded('vepa')}<dns><host ip='10.1.1.1'><hostname>a</hostname></host></dns>`), network(`${forwarded('vepa')}<dns><forwarder addr='10.1.1.1'/></dns>`)],
  ['network-name', 'a/b', network(made()).replace('>n<', '>a/b<'), network(made())],
  ['network-vlan', 'vlan', network(forwarded('nat') + made() + tag), network(forwarded('passthrough') + tag)],
  ['network-vlan', 'vlan', network(`${forwarded('bridge')}<bridge name='br0'/>${group('a', `${tag}<virtualport type='802.1Qbh'><parameters profileid='x'/></virtualport>`)}`), network(`${forwarded('bridge')}<bridge name='br0'/>${group('a', tag + ovs)}`)],
  ['network-vlan-bridge', 'vlan', old(network(`${forwarded('bridge')}<bridge name='br0'/>${tag}`)), network(`${forwarded('bridge')}<bridge name='br0'/>${tag}`)],
  ['network-portgroup-duplicate', 'a', network(made() + group('a') + group('a')), network(made() + group('a') + group('b'))],
  ['network-portgroup-default', 'yes', network(made() + group('a', '', " default='yes'") + group('b', '', " default='yes'")), network(made() + group('a', '', " default='yes'") + group('b', '', " default='no'"))],
  ['network-address-family', 'fd00::1', network("<ip address='fd00::1' prefix='64'/>"), network("<ip family='ipv6' address='fd00::1' prefix='64'/>")],
  ['network-address-family', 'fd00::2', route("address='10.2.0.0' prefix='16' gateway='fd00::2'"), route("address='10.2.0.0' prefix='16' gateway='10.1.1.2'")],
  ['network-address-mask', 'netmask', network("<ip family='ipv6' address='fd00::1' netmask='255.255.255.0'/>"), network("<ip family='ipv6' address='fd00::1'/>")],
  ['network-address-mask', '33', network("<ip address='10.1.1.1' prefix='33'/>"), network("<ip address='10.1.1.1' prefix='32'/>")],
  ['network-address-missing', 'ip', network("<ip netmask='255.255.255.0'/>"), network(made())],
  ['network-tftp', 'tftp', network("<ip family='ipv6' address='fd00::1' prefix='64'><tftp root='/a'/></ip>"), network(made("<tftp root='/a'/>"))],
  ['network-route', '10.2.0.1', route("address='10.2.0.1' prefix='16' gateway='10.1.1.2'"), route("address='0.0.0.0' gateway='10.1.1.2'")],
  ['network-route', '10.2.3.0', route("address='10.2.3.0' netmask='255.255.0.0' gateway='10.1.1.2'"), route("address='10.2.0.0' netmask='255.255.0.0' gateway='10.1.1.2'")],
  ['network-route', 'fd01::1', route("family='ipv6' address='fd01::1' prefix='64' gateway='fd00::2'"), route("family='ipv6' address='fd01::' prefix='64' gateway='fd00::2'")],
  ['network-route', 'route', route("address='10.2.0.0' gateway='10.1.1.2'"), route("address='10.2.0.0' prefix='15' gateway='10.1.1.2'")],
  ['network-route', '0', route("address='10.2.0.0' prefix='16' gateway='10.1.1.2' metric='0'"), route("address='10.2.0.0' prefix='16' gateway='10.1.1.2' metric='1'")],
  ['network-route-gateway', '10.1.2.2', route("address='10.2.0.0' prefix='16' gateway='10.1.2.2'"), route("address='10.2.0.0' prefix='16' gateway='10.1.1.1'")],
  ['network-dhcp-range', '10.1.1.2', dhcp(range('10.1.1.9', '10.1.1.2')), dhcp(range('10.1.1.9', '10.1.1.9'))],
  ['network-dhcp-range', '10.1.2.9', dhcp(range('10.1.1.2', '10.1.2.9')), dhcp(range('10.1.1.1', '10.1.1.254'))],
  ['network-dhcp-range', '10.1.1.0', dhcp(range('10.1.1.0', '10.1.1.9')), dhcp(range('10.1.1.2', '10.1.1.9') + range('10.1.1.4', '10.1.1.12'))],
  ['network-dhcp-range', '10.1.1.255', dhcp(range('10.1.1.2', '10.1.1.255')), dhcp(range('10.1.1.2', '10.1.1.254'))],
  ['network-dhcp-range', 'fd00::2', dhcp(range('fd00::2', 'fd00::9')), dhcp6(range('fd00::2', 'fd00::9'))],
  ['network-dhcp-range', 'fd00::2:9', dhcp6(range('fd00::1:2', 'fd00::2:9')), dhcp6(range('fd00::1:2', 'fd00::1:ffff'))],
  ['network-dhcp-range', '10.2.0.1', network(`<ip address='10.1.1.1'><dhcp>${range('10.1.0.1', '10.2.0.1')}</dhcp></ip>`), network(`<ip address='10.1.1.1'><dhcp>${range('10.1.0.1', '10.2.0.0')}</dhcp></ip>`)],
  ['network-dhcp-range', '255.0.255.0', network(`<ip address='10.1.1.1' netmask='255.0.255.0'><dhcp>${range('10.1.1.2', '10.1.1.4')}</dhcp></ip>`), network("<ip address='10.1.1.1' netmask='255.0.255.0'/>")],
  ['network-dhcp-twice', 'dhcp', network(`${made(`<dhcp>${range('10.1.1.2', '10.1.1.4')}</dhcp>`)}<ip address='10.1.2.1' prefix='24'><dhcp>${range('10.1.2.2', '10.1.2.4')}</dhcp></ip>`), network(`${made(`<dhcp>${range('10.1.1.2', '10.1.1.4')}</dhcp>`)}<ip address='10.1.2.1' prefix='24'><dhcp><bootp file='a'/></dhcp></ip><ip family='ipv6' address='fd00::1' prefix='64'><dhcp>${range('fd00::2', 'fd00::4')}</dhcp></ip>`)],
  ['network-dhcp-host', 'mac', dhcp6("<host mac='52:54:00:11:22:33' name='a' ip='fd00::9'/>"), dhcp6("<host name='a' ip='fd00::9'/>")],
  ['network-dhcp-host', 'host', dhcp("<host id='0:1:0:1:18:aa:62:fe:0:16:3e:44:55:66' ip='10.1.1.9'/>"), dhcp("<host name='a' ip='10.1.1.9'/>")],
  ['network-dhcp-host', '-a', dhcp("<host mac='52:54:00:11:22:33' name='-a' ip='10.1.1.9'/>"), dhcp("<host mac='52:54:00:11:22:33' name='a' ip='10.2.1.9'/>".repeat(2))],
  ['network-dhcp-lease', '1', dhcp("<range start='10.1.1.2' end='10.1.1.9'><lease expiry='1'/></range>"), dhcp("<range start='10.1.1.2' end='10.1.1.9'><lease expiry='1' unit='hours'/></range>")],
  ['network-dhcp-lease', '119', dhcp("<host mac='52:54:00:11:22:33' ip='10.1.1.9'><lease expiry='119' unit='seconds'/></host>"), dhcp("<host mac='52:54:00:11:22:33' ip='10.1.1.9'><lease expiry='0' unit='seconds'/></host>")],
  ['network-dns-disabled', 'no', dns("<txt name='a' value='b'/>", " enable='no'"), dns('', " enable='no'")],
  ['network-domain-register', 'yes', network(`<domain name='a' register='yes'/>${made()}`), network(`<domain name='a' localOnly='yes' register='yes'/>${made()}`)],
  ['network-dns-forwarder', 'forwarder', dns('<forwarder/>'), dns("<forwarder domain='a'/>")],
  ['network-dns-srv', 'port', dns("<srv service='a' protocol='tcp' port='5'/>"), dns("<srv service='a' protocol='tcp' target='.' port='5'/>")],
  ['network-dns-srv', 'a.b', dns("<srv service='a.b' protocol='tcp'/>"), dns("<srv service='_a' protocol='tcp'/>")],
  ['network-dns-srv', '0', dns("<srv service='a' protocol='tcp' target='t' port='0'/>"), dns("<srv service='a' protocol='tcp' target='t' priority='0' weight='0'/>")],
  ['network-bandwidth', 'inbound', network(`${made()}<bandwidth><inbound peak='100'/></bandwidth>`), network(`${made()}<bandwidth><inbound average='50' peak='100'/></bandwidth>`)],
  ['network-bandwidth', 'floor', network(made() + group('a', "<bandwidth><inbound average='100' floor='10'/></bandwidth>")), network(made() + group('a', '<bandwidth/>'))],
  ['network-bandwidth', 'classID', network(`${made()}<bandwidth classID='5'><inbound average='50'/></bandwidth>`), network(`${made()}<bandwidth><outbound average='50' burst='5'/></bandwidth>`)],
  ['network-vlan-native', 'tagged', network(`${forwarded('passthrough')}<vlan trunk='yes'><tag id='1' nativeMode='untagged'/><tag id='2' nativeMode='tagged'/></vlan>`), network(`${forwarded('passthrough')}<vlan trunk='yes'><tag id='1' nativeMode='untagged'/><tag id='2'/></vlan>`)],
  ['network-virtualport', 'virtualport', network(`${forwarded('passthrough')}<virtualport/>`), network(`${forwarded('passthrough')}${group('a', '<virtualport/>')}`)],
]
