// What a host has, as data: virsh's words for each kind of thing, so that no command knows more than the name of a kind.

export type Kind = 'domain' | 'network' | 'pool' | 'volume' | 'nwfilter' | 'secret'

export interface KindWords {
  /** What people call it. */
  readonly label: string
  readonly group: string
  /** The root of its XML. */
  readonly root: string
  /** The option of virsh's that names one. */
  readonly option: string
  readonly list: string
  readonly dumpxml: string
  readonly define: string
  readonly undefine: string
  readonly start?: string
  readonly stop?: string
}

export const kinds: Readonly<Record<Kind, KindWords>> = {
  domain: { label: 'virtual machine', group: 'Virtual Machines', root: 'domain', option: 'domain', list: 'list', dumpxml: 'dumpxml', define: 'define', undefine: 'undefine', start: 'start', stop: 'destroy' },
  network: { label: 'network', group: 'Networks', root: 'network', option: 'network', list: 'net-list', dumpxml: 'net-dumpxml', define: 'net-define', undefine: 'net-undefine', start: 'net-start', stop: 'net-destroy' },
  pool: { label: 'storage pool', group: 'Storage Pools', root: 'pool', option: 'pool', list: 'pool-list', dumpxml: 'pool-dumpxml', define: 'pool-define', undefine: 'pool-undefine', start: 'pool-start', stop: 'pool-destroy' },
  volume: { label: 'volume', group: 'Volumes', root: 'volume', option: 'vol', list: 'vol-list', dumpxml: 'vol-dumpxml', define: 'vol-create', undefine: 'vol-delete' },
  nwfilter: { label: 'network filter', group: 'Network Filters', root: 'filter', option: 'nwfilter', list: 'nwfilter-list', dumpxml: 'nwfilter-dumpxml', define: 'nwfilter-define', undefine: 'nwfilter-undefine' },
  secret: { label: 'secret', group: 'Secrets', root: 'secret', option: 'secret', list: 'secret-list', dumpxml: 'secret-dumpxml', define: 'secret-define', undefine: 'secret-undefine' },
}

/** The kind that a document of this root is of. */
export const kindOfRoot = (root: string): Kind | null =>
  (Object.keys(kinds) as Kind[]).find(kind => kinds[kind].root === root) ?? null

export type State = 'running' | 'paused' | 'off' | 'none'

export interface HostObject {
  readonly kind: Kind
  readonly name: string
  /** What it is asked for by: a domain's UUID, for virsh takes a name that is a number for an id; else the name. */
  readonly id: string
  readonly state: State
  /** Of a volume. */
  readonly pool?: string
}

/** The options that name it. */
export const optionsOf = ({ kind, id, pool }: HostObject): readonly string[] =>
  [...pool === undefined ? [] : [`--pool=${pool}`], `--${kinds[kind].option}=${id}`]
