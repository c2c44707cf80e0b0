// What the documents of a workspace say about each other. libvirt looks at this when a machine is started, or never (virnwfilter,
// virStorageVolLookupByName, virNetworkLookupByName, virDomainObjListAdd); we look at what stands in the same workspace.
// Not all of a host's things need to be there, and not all that is there needs to be for one host: what is not sure is silent.
import type { HostFacts } from '../host'
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

/** Those in a folder that say the same of the same thing: in a collection of samples hundreds may. */
interface Alike {
  readonly of: Subject
  readonly folder: string
  readonly entries: Entry[]
}

/** By kind and value, then by what they are about. */
type Index = ReadonlyMap<string, ReadonlyMap<string, Alike>>

export function acrossOf(files: readonly FileFacts[]): Across {
  const same = indexOf(files)
  /** What is defined of a kind. */
  const defined = new Map<string, Set<string>>()
  for (const { facts } of files) {
    for (const { role, kind, value } of facts) if (role === 'defines') defined.set(kind, (defined.get(kind) ?? new Set()).add(value))
  }
  return {
    missing: ({ span, value }) => ({ code: 'libvirt/file-missing', level: 'information', span, message: `There is no file \`${value}\` in this workspace: correct the path, or make it.` }),
    problems: (own, host) => {
      const mine = indexOf([own])
      const isDefined = ({ kind, value }: Fact): boolean => defined.get(kind)?.has(value) === true || own.facts.some(fact => fact.role === 'defines' && fact.kind === kind && fact.value === value)
      const names = (kind: string): readonly string[] => [...new Set([...defined.get(kind) ?? [], ...own.facts.filter(fact => fact.kind === kind && fact.role === 'defines').map(({ value }) => value)])]
      return own.facts.flatMap(fact => fact.role === 'uses' && fact.kind in definable ? isDefined(fact) || host && isListed(fact.kind, host) ? [] : undefinedIn(fact, names(fact.kind)) : doubleIn(own.file, fact, wanted => [
        ...entriesIn(same, fact, wanted, entry => entry.file !== own.file), ...entriesIn(mine, fact, wanted, entry => entry.fact !== fact && entry.fact.of !== fact.of)]))
    },
  }
}

function indexOf(files: readonly FileFacts[]): Index {
  const index = new Map<string, Map<string, Alike>>()
  for (const { file, facts } of files) {
    const folder = folderOf(file)
    for (const fact of facts) {
      if (fact.role !== 'defines' && !isShared(fact)) continue
      const { of } = fact
      const alike = index.get(keyOf(fact)) ?? new Map<string, Alike>()
      index.set(keyOf(fact), alike)
      const about = [of.kind, of.driver, of.name, of.uuid, folder].join('\n')
      const known = alike.get(about)
      if (known) known.entries.push({ file, fact })
      else alike.set(about, { of, folder, entries: [{ file, fact }] })
    }
  }
  return index
}

/** No more than show that they are a crowd. */
function entriesIn(index: Index, fact: Fact, wanted: (of: Subject, folder: string) => boolean, holds: (entry: Entry) => boolean): readonly Entry[] {
  const found: Entry[] = []
  for (const { of, folder, entries } of index.get(keyOf(fact))?.values() ?? []) {
    if (!wanted(of, folder)) continue
    for (const entry of entries) if (holds(entry) && found.push(entry) > crowd) return found
  }
  return found
}

/** Then lacks.ts tells of it. */
const isListed = (kind: string, { listed }: HostFacts): boolean => [...listed].some(one => one === kind)

const isShared = ({ kind }: Fact): boolean => kind === 'mac' || kind === 'written image'

const keyOf = ({ kind, value }: Fact): string => `${kind}\n${value}`

/** Without a name that is near it may well be on the host, and nobody has written it down here. */
function undefinedIn({ kind, value, span }: Fact, names: readonly string[]): readonly Problem[] {
  const { rule, word, always } = definable[kind]!
  if (!names.length || always.has(value)) return []
  const meant = kind === 'secret' ? undefined : closestName(value, names)
  return [{
    code: `libvirt/${rule}-undefined`, level: meant === undefined ? 'information' : 'warning', span,
    message: `No document of this workspace defines the ${word} ${kind === 'secret' ? 'with this uuid' : `\`${value}\``}${meant === undefined ? ': it has to be on the host.' : `: did you mean \`${meant}\`?`}`,
    ...meant !== undefined && { data: { suggestion: meant } },
  }]
}

function doubleIn(file: string, fact: Fact, others: (wanted: (of: Subject, folder: string) => boolean) => readonly Entry[]): readonly Problem[] {
  const { kind, value, span, of } = fact
  const told = (code: string, level: Problem['level'], message: string, against: readonly Entry[]): readonly Problem[] =>
    against.length && against.length <= crowd ? [{ code: `libvirt/${code}`, level, span, message, related: against.map(relatedIn(file)) }] : []
  const own = folderOf(file)
  const isRival = (other: Subject): boolean => other.kind === of.kind && other.driver === of.driver
  switch (kind) {
    case 'domain name': case 'network name': case 'pool name': {
      const near = others((other, folder) => folder === own && isRival(other) && (other.uuid === undefined || other.uuid !== of.uuid))
      const sure = of.uuid !== undefined && near.some(({ fact: { of: { uuid } } }) => uuid !== undefined)
      return told('name-duplicate', sure ? 'warning' : 'information', `Another ${of.kind} in this folder is called \`${value}\` too: a host takes one of them. Rename one, or give both the same uuid.`, near)
    }
    case 'domain uuid': case 'network uuid': case 'pool uuid':
      return told('uuid-duplicate', 'warning', `Another ${of.kind} has this uuid too: a host takes one of them. Remove \`<uuid>\` here, and libvirt makes one.`, others(other => isRival(other) && areTwo(other, of)))
    case 'mac':
      return told('mac-duplicate', 'warning', 'Another domain on the same network has this MAC address too: remove `<mac>` here, and libvirt makes one.', others(other => isRival(other) && areTwo(other, of)))
    case 'written image':
      return told('disk-shared', 'warning', 'Another domain writes to this image too, and two that run will destroy it: give each its own, or say `<readonly/>` or `<shareable/>`.', others((other, folder) => folder === own && isRival(other) && areTwo(other, of)))
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
