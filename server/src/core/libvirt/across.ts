// What the documents of a workspace say about each other. libvirt looks at this when a machine is started, or never (virnwfilter,
// virStorageVolLookupByName, virNetworkLookupByName, virDomainObjListAdd); we look at what stands in the same workspace.
// Not all of a host's things need to be there, and not all that is there needs to be for one host: what is not sure is silent.
import type { Fact, Problem, Related, Subject } from '../model'
import type { Across, FileFacts, RuleInfo } from '../service'
import { closestName } from '../text/names'

export const acrossRules: readonly RuleInfo[] = [
  undefinedRule('network', 'virNetworkObjFindByName, when the domain is started'),
  undefinedRule('pool', 'virStoragePoolObjFindByName, when the domain is started'),
  undefinedRule('volume', 'storageVolLookupByName, when the domain is started'),
  undefinedRule('nwfilter', 'virNWFilterObjListFindInstantiateFilter, when the domain is started'),
  undefinedRule('secret', 'virSecretGetSecretString, when the domain is started'),
  {
    code: 'libvirt/name-duplicate', level: 'warning', across: true, title: 'Two definitions of one kind in a folder with the same name.',
    docs: { why: 'A host has one domain, network or pool of a name: the second is refused unless its uuid is that of the first.', mend: 'Give one of them another name, or both the same uuid when they are the same.', by: 'virDomainObjListAddLocked, virNetworkObjAssignDefLocked, virStoragePoolObjIsDuplicate' },
  },
  {
    code: 'libvirt/uuid-duplicate', level: 'warning', across: true, title: 'Two definitions of one kind with the same uuid and different names.',
    docs: { why: 'A host knows a definition by its uuid: the second is refused. Mostly a file was copied and the uuid forgotten.', mend: 'Remove `<uuid>` from the copy, and libvirt makes one.', by: 'virDomainObjListAddLocked, virNetworkObjAssignDefLocked, virStoragePoolObjIsDuplicate' },
  },
  {
    code: 'libvirt/mac-duplicate', level: 'warning', across: true, title: 'Two domains on one network with the same MAC address.',
    docs: { why: 'Frames of one reach the other. Mostly a file was copied and the address forgotten.', mend: 'Remove `<mac>` from the copy, and libvirt makes one.', by: 'nobody' },
  },
  {
    code: 'libvirt/disk-shared', level: 'warning', across: true, title: 'A writable image that two domains in a folder use.',
    docs: { why: 'Two machines that write to one image destroy it; only a lock manager hinders them.', mend: 'Give each an image of its own, or say `<readonly/>` or `<shareable/>`.', by: 'virtlockd and sanlock, where they run' },
  },
  {
    code: 'libvirt/file-missing', level: 'information', across: true, title: 'A file inside the workspace that is not there.',
    docs: { why: 'The machine does not start without it.', mend: 'Correct the path, or make the file.', by: 'virStorageFileChainLookup, when the domain is started' },
  },
]

function undefinedRule(kind: string, by: string): RuleInfo {
  return {
    code: `libvirt/${kind}-undefined`, level: 'warning', across: true, title: `A ${kind} that no document of the workspace defines, though there are some that define others.`,
    docs: { why: `A domain that names a ${kind} which is not there does not start.`, mend: 'Correct the name, or define it.', by },
  }
}

/** By the kind of the id: the rule, and what every host has or libvirt brings. */
const definable: Readonly<Record<string, { readonly rule: string, readonly word: string, readonly always: ReadonlySet<string> }>> = {
  network: { rule: 'network', word: 'network', always: new Set(['default']) },
  pool: { rule: 'pool', word: 'storage pool', always: new Set(['default']) },
  volume: { rule: 'volume', word: 'volume', always: new Set() },
  // Those that come with libvirt (src/nwfilter/xml).
  filter: {
    rule: 'nwfilter', word: 'network filter', always: new Set(['allow-arp', 'allow-dhcp', 'allow-dhcp-server', 'allow-dhcpv6', 'allow-dhcpv6-server', 'allow-incoming-ipv4', 'allow-incoming-ipv6',
      'allow-ipv4', 'allow-ipv6', 'clean-traffic', 'clean-traffic-gateway', 'no-arp-ip-spoofing', 'no-arp-mac-spoofing', 'no-arp-spoofing', 'no-ip-multicast', 'no-ip-spoofing',
      'no-ipv6-multicast', 'no-ipv6-spoofing', 'no-mac-broadcast', 'no-mac-spoofing', 'no-other-l2-traffic', 'no-other-rarp-traffic', 'qemu-announce-self', 'qemu-announce-self-rarp']),
  },
  secret: { rule: 'secret', word: 'secret', always: new Set() },
  'secret by usage': { rule: 'secret', word: 'secret', always: new Set() },
}

interface Entry {
  readonly file: string
  readonly fact: Fact
}

export function acrossOf(files: readonly FileFacts[]): Across {
  /** Those that define or say the same, by kind and value. */
  const same = new Map<string, Entry[]>()
  /** What is defined of a kind. */
  const defined = new Map<string, Map<string, number>>()
  for (const { file, facts } of files) {
    for (const fact of facts) {
      if (fact.role === 'defines') count(defined, fact)
      if (fact.role === 'defines' || isShared(fact)) put(same, keyOf(fact), { file, fact })
    }
  }
  return {
    missing: ({ span, value }) => ({ code: 'libvirt/file-missing', level: 'information', span, message: `There is no file \`${value}\` in this workspace: correct the path, or make it.` }),
    problems: own => {
      const mine = acrossIn(own)
      const others = (fact: Fact): readonly Entry[] => [
        ...(same.get(keyOf(fact)) ?? []).filter(({ file }) => file !== own.file), ...(mine.get(keyOf(fact)) ?? []).filter(entry => entry.fact !== fact && entry.fact.of !== fact.of)]
      const names = (kind: string): readonly string[] => [...new Set([...defined.get(kind)?.keys() ?? [], ...own.facts.filter(fact => fact.kind === kind && fact.role === 'defines').map(({ value }) => value)])]
      return own.facts.flatMap(fact => fact.role === 'uses' && fact.kind in definable ? undefinedIn(fact, names(fact.kind), own.facts) : doubleIn(own.file, fact, others(fact)))
    },
  }
}

function acrossIn({ file, facts }: FileFacts): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>()
  for (const fact of facts) if (fact.role === 'defines' || isShared(fact)) put(found, keyOf(fact), { file, fact })
  return found
}

const isShared = ({ kind }: Fact): boolean => kind === 'mac' || kind === 'written image'

const keyOf = ({ kind, value }: Fact): string => `${kind}\n${value}`

const put = (map: Map<string, Entry[]>, key: string, entry: Entry): void => {
  const known = map.get(key)
  if (known) known.push(entry)
  else map.set(key, [entry])
}

const count = (map: Map<string, Map<string, number>>, { kind, value }: Fact): void => {
  const known = map.get(kind) ?? new Map<string, number>()
  map.set(kind, known.set(value, (known.get(value) ?? 0) + 1))
}

/** Without a name that is near it may well be on the host, and nobody has written it down here. */
function undefinedIn({ kind, value, span }: Fact, names: readonly string[], own: readonly Fact[]): readonly Problem[] {
  const { rule, word, always } = definable[kind]!
  if (!names.length || names.includes(value) || always.has(value)) return []
  const meant = kind === 'secret' ? undefined : closestName(value, names)
  if (own.some(fact => fact.role === 'defines' && fact.kind === kind && fact.value === value)) return []
  return [{
    code: `libvirt/${rule}-undefined`, level: meant === undefined ? 'information' : 'warning', span,
    message: `No document of this workspace defines the ${word} ${kind === 'secret' ? 'with this uuid' : `\`${value}\``}${meant === undefined ? ': it has to be on the host.' : `: did you mean \`${meant}\`?`}`,
    ...meant !== undefined && { data: { suggestion: meant } },
  }]
}

function doubleIn(file: string, fact: Fact, others: readonly Entry[]): readonly Problem[] {
  const { kind, value, span, of } = fact
  const told = (code: string, level: Problem['level'], message: string, against: readonly Entry[]): readonly Problem[] =>
    against.length && against.length <= crowd ? [{ code: `libvirt/${code}`, level, span, message, related: against.map(relatedIn(file)) }] : []
  const rivals = others.filter(({ fact: { of: other } }) => other.kind === of.kind && other.driver === of.driver)
  const near = rivals.filter(entry => folderOf(entry.file) === folderOf(file))
  switch (kind) {
    case 'domain name': case 'network name': case 'pool name': {
      const other = near.filter(({ fact: { of: { uuid } } }) => uuid === undefined || uuid !== of.uuid)
      const sure = of.uuid !== undefined && other.some(({ fact: { of: { uuid } } }) => uuid !== undefined)
      return told('name-duplicate', sure ? 'warning' : 'information', `Another ${of.kind} in this folder is called \`${value}\` too: a host takes one of them. Rename one, or give both the same uuid.`, other)
    }
    case 'domain uuid': case 'network uuid': case 'pool uuid':
      return told('uuid-duplicate', 'warning', `Another ${of.kind} has this uuid too: a host takes one of them. Remove \`<uuid>\` here, and libvirt makes one.`, rivals.filter(({ fact }) => areTwo(fact.of, of)))
    case 'mac':
      return told('mac-duplicate', 'warning', 'Another domain on the same network has this MAC address too: remove `<mac>` here, and libvirt makes one.', rivals.filter(({ fact }) => areTwo(fact.of, of)))
    case 'written image':
      return told('disk-shared', 'warning', 'Another domain writes to this image too, and two that run will destroy it: give each its own, or say `<readonly/>` or `<shareable/>`.', near.filter(({ fact }) => areTwo(fact.of, of)))
    default: return []
  }
}

/** A folder in which so many say the same is a collection of samples, of no host. */
const crowd = 8

/** Two machines, not two states of one. */
const areTwo = (a: Subject, b: Subject): boolean => a.name !== undefined && b.name !== undefined && a.name !== b.name

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1)

const relatedIn = (own: string) => ({ file, fact: { span, range, of } }: Entry): Related =>
  ({ span, message: `the ${of.kind} \`${of.name ?? '?'}\``, ...file !== own && { elsewhere: { file, range } } })
