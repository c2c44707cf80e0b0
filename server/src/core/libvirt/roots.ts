// The root names of libvirt's XML, known without its grammar, and the first root of a text, found without a tree:
// a file that is not libvirt's costs nothing more.

export const rootNames: ReadonlySet<string> = new Set([
  'capabilities', 'cpu', 'domain', 'domainbackup', 'domainCapabilities', 'domaincheckpoint', 'domainsnapshot', 'inactiveDomain', 'interface', 'network', 'networkport',
  'device', 'filter', 'filterbinding', 'secret', 'pool', 'storagepoolCapabilities', 'volume', 'sysinfo',
])

/** The elements that may stand alone in a file as a fragment of a domain or a network: those of `containers` in subject.ts. */
export const fragmentNames: ReadonlySet<string> = new Set([
  'address', 'audio', 'bandwidth', 'blkiotune', 'bootp', 'bridge', 'channel', 'clock', 'console', 'controller', 'cpu', 'cputune', 'crypto', 'currentMemory',
  'defaultiothread', 'devices', 'disk', 'dns', 'domain', 'driver', 'features', 'filesystem', 'forward', 'forwarder', 'graphics', 'host', 'hostdev', 'hub', 'idmap',
  'input', 'interface', 'iommu', 'iommufd', 'iothreadids', 'ip', 'keywrap', 'launchSecurity', 'lease', 'mac', 'maxMemory', 'memballoon', 'memory', 'memoryBacking',
  'memtune', 'mtu', 'nat', 'numatune', 'nvram', 'os', 'panic', 'parallel', 'perf', 'pf', 'pm', 'port', 'portgroup', 'pstore', 'range', 'redirdev', 'redirfilter',
  'resource', 'rng', 'route', 'seclabel', 'serial', 'shmem', 'smartcard', 'sound', 'srv', 'sysinfo', 'throttlegroups', 'tpm', 'txt', 'vcpu', 'vcpus', 'video',
  'virtualport', 'vlan', 'vsock', 'watchdog',
])

/** The local name of the first tag; `''` where a text is empty or only begins, null where no tag is to come. */
export function rootNameIn(text: string): string | null {
  let at = 0
  for (;;) {
    const next = /\S/.exec(text.slice(at, at + 10_000))
    if (!next) return at + 10_000 < text.length ? null : ''
    at += next.index
    if (text.startsWith('\uFEFF', at)) at += 1
    else if (text.startsWith('<!--', at)) at = after(text, '-->', at + 4)
    else if (text.startsWith('<?', at)) at = after(text, '?>', at + 2)
    else if (text.startsWith('<!', at)) at = afterDeclaration(text, at)
    else if (text[at] !== '<') return text.length - at < 40 && /^[\w:-]+\s*$/.test(text.slice(at)) ? '' : null
    else return (/^<(?:[\w.-]*:)?([\w.-]*)/.exec(text.slice(at, at + 200)) ?? [])[1] ?? null
  }
}

const after = (text: string, end: string, from: number): number => {
  const found = text.indexOf(end, from)
  return found < 0 ? text.length : found + end.length
}

/** A document type may hold declarations of its own between brackets. */
function afterDeclaration(text: string, at: number): number {
  const bracket = text.indexOf('[', at)
  const end = text.indexOf('>', at)
  return bracket >= 0 && bracket < end ? after(text, '>', after(text, ']', bracket)) : after(text, '>', at)
}
