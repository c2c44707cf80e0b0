// Our settings as the client reads them: names, defaults (package.json has the same ones, a test compares) and types.

export interface ClientSettings {
  readonly connection: string
  /** More of them, for the view. */
  readonly connections: readonly string[]
  readonly hostCheck: HostCheck
  /** Whether completion knows what the host has. */
  readonly hostFacts: boolean
  readonly virshPath: string
  readonly remoteImages: boolean
  /** The marp-core that decks are rendered by. */
  readonly marpCore: '5' | '4.4'
  /** The file of Marp CLI that exports; '' is the workspace's own. */
  readonly marpCli: string
  /** Do what another XML extension does as well. */
  readonly besideOthers: boolean
  readonly autoClosingTags: boolean
}

/** When a document is checked by the host unasked. */
export type HostCheck = 'off' | 'onSave' | 'onType'

export const section = 'virtdeck'

/** By their names behind the section; the server reads the others. */
export const clientDefaults = {
  'libvirt.connection': 'qemu:///system',
  'libvirt.connections': [],
  'host.check': 'off',
  'host.facts': true,
  'virsh.path': 'virsh',
  'deck.remoteImages': false,
  'deck.marpCli': '',
  'marp.core': '5',
  'xml.besideOthers': false,
  'xml.autoClosingTags': true,
} as const

/** Reads the settings from whatever holds them; a value that makes no sense gets its default. */
export function settingsFrom(configuration: { get(name: string): unknown }): ClientSettings {
  const text = (name: 'libvirt.connection' | 'virsh.path' | 'deck.marpCli'): string => {
    const value = configuration.get(name)
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : clientDefaults[name]
  }
  return {
    connection: text('libvirt.connection'),
    connections: texts(configuration.get('libvirt.connections')),
    hostCheck: checks.find(check => check === configuration.get('host.check')) ?? clientDefaults['host.check'],
    hostFacts: configuration.get('host.facts') !== false,
    virshPath: text('virsh.path'),
    marpCli: text('deck.marpCli'),
    marpCore: configuration.get('marp.core') === '4.4' ? '4.4' : '5',
    remoteImages: configuration.get('deck.remoteImages') === true,
    besideOthers: configuration.get('xml.besideOthers') === true,
    autoClosingTags: configuration.get('xml.autoClosingTags') !== false,
  }
}

const checks: readonly HostCheck[] = ['off', 'onSave', 'onType']

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap(each => typeof each === 'string' && each.trim() !== '' ? [each.trim()] : []) : []
