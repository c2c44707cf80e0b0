// Rules about pools, volumes, network filters, snapshots and checkpoints, a row each.
import type { Row } from './support'

const pool = (inner: string, type = 'dir'): string => `<pool type='${type}'><name>p</name>${inner}${type === 'dir' ? "<target><path>/srv/p</path></target>" : ''}</pool>`
const nfs = (inner: string, before = ''): string => `<pool type='netfs'><name>p</name>${before}<source><host name='h'/><dir path='/a'/><format type='nfs'/>${inner}</source><target><path>/srv/p</path></target></pool>`
const scsi = (adapter: string): string => `<pool type='scsi'><name>p</name><source>${adapter}</source><target><path>/dev/disk/by-path</path></target></pool>`
const fibre = (attributes: string): string => scsi(`<adapter type='fc_host' wwnn='20000000c9831b4b' wwpn='10000000c9831b4b'${attributes}/>`)
const address = "<address domain='0' bus='0' slot='1' function='0'/>"
const volume = (size: string, target = ''): string => `<volume><name>v</name>${size}<target>${target}</target></volume>`
const filter = (rule: string): string => `<filter name='f'><rule action='drop' direction='in'>${rule}</rule></filter>`
const permissions = (mode: string): string => `<permissions><mode>${mode}</mode></permissions>`

const disks = (...names: readonly string[]): string => `<disks>${names.map(name => `<disk name='${name}'/>`).join('')}</disks>`
const domain = "<domain type='kvm'><name>vm</name><memory>1048576</memory><os><type>hvm</type></os><devices><disk type='file'><source file='/a'/><target dev='vda'/></disk><disk type='file'><source file='/b'/><target dev='vdb'/></disk></devices></domain>"
const past = (inner: string, state = 'running'): string => `<domainsnapshot><name>s</name>${inner}<creationTime>5</creationTime><state>${state}</state>${domain}</domainsnapshot>`
const checkpoint = (inner: string): string => `<domaincheckpoint><name>c</name>${inner}</domaincheckpoint>`
const pastCheckpoint = (inner: string): string => checkpoint(`${inner}<creationTime>5</creationTime>${domain}`)
const parent = (name: string): string => `<parent><name>${name}</name></parent>`

export const others: readonly Row[] = [
  ['pool-mode', '1777', `<pool type='dir'><name>p</name><target><path>/srv/p</path>${permissions('1777')}</target></pool>`, `<pool type='dir'><name>p</name><target><path>/srv/p</path>${permissions('0777')}</target></pool>`],
  ['pool-protocol-version', '3,4', nfs("<protocol ver='3,4'/>"), nfs("<protocol ver='4.1'/>")],
  ['pool-copy-on-write', 'cow', nfs('', "<features><cow state='no'/></features>"), pool("<features><cow state='no'/></features>")],
  ['pool-adapter', 'parent_wwpn', fibre(" parent_wwpn='20000000c9831b4c'"), fibre(" parent_wwnn='20000000c9831b4b' parent_wwpn='20000000c9831b4c'")],
  ['pool-adapter', 'parentaddr', scsi(`<adapter type='scsi_host'><parentaddr>${address}</parentaddr></adapter>`), scsi(`<adapter type='scsi_host'><parentaddr unique_id='1'>${address}</parentaddr></adapter>`)],
  ['volume-mode', '77777', volume('<capacity>1</capacity>', permissions('77777')), volume('<capacity>1</capacity>', permissions('644'))],
  ['volume-size', '9', volume("<capacity unit='EiB'>9</capacity>"), volume("<capacity unit='EiB'>7</capacity>")],
  ['volume-size', '9223372036854775808', volume('<capacity>9223372036854775808</capacity>'), volume('<capacity>9223372036854775807</capacity>')],
  ['nwfilter-ports', 'dstportstart', filter("<ip dstportstart='80'/>"), filter("<ip protocol='0x06' dstportstart='80'/>")],
  ['nwfilter-ports', 'srcportend', filter("<ipv6 protocol='icmpv6' srcportend='80'/>"), filter("<ipv6 protocol='sctp' srcportend='80'/>")],
  ['nwfilter-mask', '255.0.255.0', filter("<tcp srcipaddr='10.0.0.1' srcipmask='255.0.255.0'/>"), filter("<tcp srcipaddr='10.0.0.1' srcipmask='0.0.0.0'/>")],
  ['nwfilter-address', 'a:b:c', filter("<tcp-ipv6 srcipaddr='a:b:c'/>"), filter("<tcp-ipv6 srcipaddr='fe80::10.1.2.3' dstipaddr='$WHERE'/>")],
  ['nwfilter-loop', 'f', "<filter name='f'><filterref filter='f'/></filter>", "<filter name='f'><filterref filter='clean-traffic'/></filter>"],
  ['snapshot-disk-duplicate', 'vda', `<domainsnapshot><name>s</name>${disks('vda', 'vda')}</domainsnapshot>`, `<domainsnapshot><name>s</name>${disks('vda', 'vdb')}</domainsnapshot>`],
  ['snapshot-memory-state', 'internal', past("<memory snapshot='internal'/>", 'shutoff'), past("<memory snapshot='internal'/>")],
  ['snapshot-parent', 's', past(parent('s')), past(parent('r'))],
  ['checkpoint-disk-duplicate', 'vda', checkpoint(disks('vda', 'vda')), checkpoint(disks('vda', 'vdb'))],
  ['checkpoint-parent', 'c', pastCheckpoint(parent('c')), pastCheckpoint(parent('b'))],
]
