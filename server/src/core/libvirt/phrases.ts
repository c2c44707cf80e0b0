// Datatypes in words: by the name that libvirt's schemas give them, or by XML Schema's type and its facets.
import type { Datatype } from '../grammar/datatypes'

/** What a value must be, such as "a MAC address, six hexadecimal pairs such as `52:54:00:12:34:56`". */
export function phraseOf(datatype: Datatype): string {
  return named[datatype.name] ?? byType(datatype)
}

/** Several datatypes in one phrase, each said once. */
export function phrasesOf(datatypes: readonly Datatype[]): string {
  return [...new Set(datatypes.map(phraseOf))].join(', or ')
}

/** A value that the first of some datatypes accepts, to start from; null when none is at hand. */
export function exampleOf([datatype, ...others]: readonly Datatype[]): string | null {
  if (!datatype) return null
  const [, told] = /such as `([^`]+)`/.exec(phraseOf(datatype)) ?? []
  return [told, ...plain].find(value => value !== undefined && datatype.accepts(value)) ?? exampleOf(others)
}

/** What most other datatypes accept: names, numbers, hexadecimal numbers, paths. */
const plain = ['name', '1', '0', '0x1', '0x0001', '/path', 'a', '0.0.0.0', 'no']

const named: Readonly<Record<string, string>> = {
  UUID: 'a UUID, 32 hexadecimal digits such as `4dea22b3-1d52-d8f3-2516-782e98ab3fa0`',
  uniMacAddr: 'a MAC address, six hexadecimal pairs such as `52:54:00:12:34:56` (the second digit even: not a multicast address)',
  macAddr: 'a MAC address, six hexadecimal pairs such as `52:54:00:12:34:56`',
  multiMacAddr: 'a multicast MAC address, six hexadecimal pairs such as `01:00:5e:00:00:01`',
  unsignedInt: 'a whole number from 0 to 4294967295',
  unsignedLong: 'a whole number, 0 or more',
  positiveInteger: 'a whole number, 1 or more',
  hexuint: 'a hexadecimal number such as `0x1f`',
  octalMode: 'file permissions in octal, such as `0644`',
  uint8: 'a number from 0 to 255, or `0x0` to `0xff`',
  uint16: 'a number from 0 to 65535, or `0x0` to `0xffff`',
  uint24: 'a number from 0 to 16777215, or `0x0` to `0xffffff`',
  uint32: 'a 32-bit number, decimal or hexadecimal such as `0x0000`',
  pciSlot: 'a PCI slot, `0x00` to `0x1f`',
  pciFunc: 'a PCI function, `0x0` to `0x7`',
  ipv4Addr: 'an IPv4 address such as `192.168.122.1`',
  ipv6Addr: 'an IPv6 address such as `fd00::1`',
  ipv4Prefix: 'a prefix length from 0 to 32',
  ipv6Prefix: 'a prefix length from 0 to 128',
  objectName: 'a name without `/` and line breaks',
  objectNameWithSlash: 'a line of text, not empty',
  genericName: 'a name of letters, digits, `_`, `+` and `-`',
  dnsName: 'a host name of letters, digits, `.` and `-`',
  deviceName: 'a device name such as `eth0`',
  zoneName: 'a firewalld zone, of letters, digits, `_` and `-`',
  filePath: 'a path, not empty',
  dirPath: 'a path, not empty',
  absFilePath: 'an absolute path such as `/path/to/file`',
  absDirPath: 'an absolute path such as `/var/lib/libvirt`',
  vmwarePath: 'a VMware path such as `[datastore] directory/file.vmdk`',
  unit: 'a unit such as `KiB`, `MiB`, `GiB`, `MB` or `bytes`',
  usbId: 'a USB id of up to four hexadecimal digits, such as `0x1234`',
  usbAddr: 'a USB bus or device number',
  usbClass: 'a USB class of two hexadecimal digits, such as `0x08`',
  usbPort: 'a USB port, numbers joined by dots, such as `1` or `2.1`',
  usbVersion: 'a USB version such as `1.10`',
  wwn: 'a world wide name, 16 hexadecimal digits',
  cpuset: 'a list of CPUs such as `0-3,^2,8`',
  volName: 'a volume name without `/`',
  PortNumber: 'a port from -1 (chosen by libvirt) to 65535',
  numaDistanceValue: 'a distance from 10 to 255',
  DUID: 'a DHCP unique identifier',
  duidLLT: 'a DHCP unique identifier (DUID), hexadecimal pairs joined by `:`',
  duidEN: 'a DHCP unique identifier (DUID), hexadecimal pairs joined by `:`',
  duidLL: 'a DHCP unique identifier (DUID), hexadecimal pairs joined by `:`',
  duidUUID: 'a DHCP unique identifier (DUID), hexadecimal pairs joined by `:`',
  diskTargetDev: 'a device name in the guest such as `vda`, `sda` or `hdc`',
  memoryKB: 'a memory size, a whole number (of KiB unless `unit` says otherwise)',
  ccwCssidRange: 'a channel subsystem id, `0x0` to `0xfe`',
  ccwSsidRange: 'a subchannel set id, `0` to `3`',
  ccwDevnoRange: 'a device number, `0x0` to `0xffff`',
  'variable-name-type': 'a variable such as `$IP`',
  sixbitrange: 'a number from 0 to 63, or `0x0` to `0x3f`',
  uint16range: 'a number from 0 to 65535, or `0x0` to `0xffff`',
  uint32range: 'a number from 0 to 4294967295, or `0x0` to `0xffffffff`',
  'vlan-vlanid': 'a VLAN id from 0 to 4095, or `0x0` to `0xfff`',
  'mac-protocolid': 'an EtherType from 1536 to 65535, or `0x600` to `0xffff`',
  ipProtocolType: 'an IP protocol from 0 to 255, or `0x0` to `0xff`',
  addrIP: 'an IPv4 address such as `192.168.122.1`',
  addrIPv6: 'an IPv6 address such as `fd00::1`',
  addrMAC: 'a MAC address, six hexadecimal pairs such as `52:54:00:12:34:56`',
  addrMask: 'a netmask such as `255.255.255.0`, or a prefix length from 0 to 32',
  addrMaskv6: 'a netmask such as `ffff::`, or a prefix length from 0 to 128',
  arpOpcodeType: 'a number from 0 to 65535, or a name such as `Request` or `Reply`',
  'stateflags-type': 'states such as `NEW,ESTABLISHED`, or `NONE`',
  'tcpflags-type': 'TCP flags, those looked at and those set, such as `SYN,ACK/SYN`',
  'ipset-flags-type': 'up to six of `src` and `dst`, such as `src,dst`',
  'ipset-name-type': 'the name of an IP set, up to 31 characters',
  'filter-param-name': 'a name of letters, digits and `_`',
  'filter-param-value': 'letters, digits, `_`, `.` and `:`',
  aliasName: 'a name of letters, digits, `_`, `-` and `.`',
  featureName: 'a name of letters, digits, `-`, `_` and `.`',
  checkpointName: 'a name of letters, digits, `_`, `-` and `.`',
  netfeaturename: 'a name of letters, `-` and `_`',
  profileName: 'a name of letters, digits, `.`, `-` and `:`',
  diskSerial: 'letters, digits, `_`, `.`, `+`, `-` and blanks',
  timeZone: 'a time zone such as `Europe/Berlin`',
  timestamp: 'a time in seconds, such as `1700000000.5`',
  createMode: 'file permissions in octal, such as `0644`',
  IscsiQualifiedName: 'an iSCSI name such as `iqn.2026-01.org.example:disk`',
  monitorFeature: 'a feature whose name begins with `llc_` or `mbm_`',
  driveController: 'a number of one or two digits',
  driveBus: 'a number of one or two digits',
  driveTarget: 'a number of one or two digits',
  driveUnit: 'a number of up to five digits',
  virtioserialPort: 'a number of one or two digits',
  ccidSlot: 'a number of one or two digits',
  spaprvioReg: 'a hexadecimal number such as `0x2000`',
  apDomainRange: 'a number from 0 to 255, or hexadecimal such as `0x0001`',
}

const types: Readonly<Record<string, string>> = {
  string: 'text', token: 'text', integer: 'a whole number', positiveInteger: 'a whole number, 1 or more', nonNegativeInteger: 'a whole number, 0 or more',
  long: 'a whole number', int: 'a whole number', short: 'a whole number from -32768 to 32767',
  unsignedLong: 'a whole number, 0 or more', unsignedInt: 'a whole number from 0 to 4294967295', unsignedShort: 'a whole number from 0 to 65535',
  double: 'a number', decimal: 'a number', float: 'a number', boolean: '`true` or `false`', anyURI: 'a URI',
  dateTime: 'a date and time such as `2026-01-31T12:00:00Z`', NCName: 'a name: a letter or `_`, then letters, digits, `.`, `-`, `_`',
}

function byType({ type, params }: Datatype): string {
  const facet = (name: string): string | undefined => params.find(([known]) => known === name)?.[1]
  const least = facet('minInclusive')
  const most = facet('maxInclusive')
  if (least !== undefined && most !== undefined) return `a number from ${least} to ${most}`
  if (least !== undefined) return `a number, ${least} or more`
  if (most !== undefined) return `a number up to ${most}`
  const pattern = facet('pattern')
  const base = types[type] ?? 'text'
  if (pattern === undefined || type !== 'string') return base
  return simple[pattern] ?? `text of the form \`${pattern.length > 60 ? `${pattern.slice(0, 59)}…` : pattern}\``
}

const simple: Readonly<Record<string, string>> = {
  '.+': 'text, not empty',
  '[0-9]+': 'a whole number',
  '-?[0-9]+': 'a whole number',
  '(-|\\+)?[0-9]+': 'a whole number, with a sign or without',
  '[^/]+': 'a name without `/`',
  '[^\\n]+': 'a line of text, not empty',
  '[a-zA-Z0-9_\\.\\-\\\\:/ ]*': 'a device name such as `br0`',
  '[a-zA-Z0-9\\-_]+': 'a name of letters, digits, `-` and `_`',
  '[a-zA-Z0-9\\-_.]+': 'a name of letters, digits, `-`, `_` and `.`',
  '[a-zA-Z0-9_\\.\\-]+': 'a name of letters, digits, `_`, `.` and `-`',
  '[a-zA-Z_]+[a-zA-Z0-9_]*': 'a name of letters, digits and `_`',
  '[^,]{12}': '12 characters, none of them a comma',
  '[^,]{0,12}': 'up to 12 characters, none of them a comma',
  '[ -~]{0,8}': 'up to 8 printable characters',
  '[ -~]{0,40}': 'up to 40 printable characters',
  '[ -~]{1,128}': 'up to 128 printable characters',
  '0x[0-9a-fA-F]{6}': 'six hexadecimal digits such as `0x0c0330`',
  '0x[a-fA-F0-9]{1,4}': 'hexadecimal digits such as `0x0001`',
  '0x[a-fA-F0-9]': 'one hexadecimal digit such as `0x1`',
}
