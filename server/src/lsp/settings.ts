// The settings of each document: the only reader of configuration. Asked once, kept until the client says that they changed.
// What a project's own file decides goes before them.
import { DidChangeConfigurationNotification, MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver'
import { pathIn, type ConfigFile, type Configs, type ReadText } from '../configured/configs'
import { languages, rulesOf } from '../core/languages'
import { configOfSettings, emptyConfig, resolved, together, withTarget, type LintConfig, type Resolved } from '../core/lint/index'
import { defaultSettings, isVersion, type MarpSettings, type Settings } from '../core/service'
import type { Client } from './client'
import type { Host } from './host'
import { marpHere } from './marp'
import type { Moments } from './moments'

export interface SettingsStore {
  of(uri: string): Promise<Settings>
  /** What was decided about the problems of a document. */
  lintOf(uri: string): Promise<Resolved>
  runOf(uri: string): Promise<Run>
  /** The project's file that decides about a document. */
  fileOf(uri: string): Promise<ConfigFile | null>
  /** Something that decides has changed, though the client says nothing of it. */
  lookAgain(): void
  forget(uri: string): void
  onChange(listener: () => void): void
  /** Tells the person that a setting makes no sense, or cannot be followed here; each thing once. */
  complain(message: string): void
}

/** When problems are looked for. */
export type Run = 'onType' | 'onSave'

interface Held {
  readonly settings: Settings
  readonly config: LintConfig
  readonly run: Run
  readonly mode: 'auto' | 'full' | 'off'
}

const section = 'virtdeck'

export const settingsStore = (connection: Connection, client: Client, configs: Configs, { onReady }: Moments, host: Host, readText: ReadText): SettingsStore => {
  const memo = new Map<string, Promise<Held>>()
  const decks = new Map<string, Promise<MarpSettings>>()
  const listeners: (() => void)[] = []
  const complaints = new Set<string>()
  let pushed: unknown = client.settings

  const complain = (message: string): void => {
    if (complaints.has(message)) return
    complaints.add(message)
    // A notification, not the request that `connection.window` would send: nobody has to choose anything.
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
  }

  const ask = async (uri: string): Promise<Held> => {
    if (!client.configuration) return checked(pushed, complain)
    try {
      return checked(await connection.workspace.getConfiguration({ scopeUri: uri, section }) ?? pushed, complain)
    } catch (error) {
      connection.console.error(`The client did not answer what its settings are; the defaults are used. ${String(error)}`)
      return checked(pushed, complain)
    }
  }

  if (client.configuration && client.watchesConfiguration) {
    onReady(() => { void connection.client.register(DidChangeConfigurationNotification.type, { section }) })
  }
  connection.onDidChangeConfiguration(({ settings }) => {
    // A client that is asked need not send them; one that is not asked sends all sections or ours alone.
    if (isRecord(settings) && section in settings) pushed = settings[section]
    memo.clear()
    decks.clear()
    for (const listener of listeners) listener()
  })

  const held = (uri: string): Promise<Held> => {
    const known = memo.get(uri) ?? ask(uri)
    memo.set(uri, known)
    return known
  }

  const marpOf = (uri: string, mode: Held['mode']): Promise<MarpSettings> => {
    const known = decks.get(uri) ?? marpHere(uri, mode === 'auto' ? client.leaves('marp') ? 'beside' : 'full' : mode, { connection, client, host, readText }).then(({ settings }) => settings)
    decks.set(uri, known)
    return known
  }

  /** The globs of settings count from the workspace's folder. */
  const lintOf = async (uri: string): Promise<Resolved> => {
    const folder = client.folders.map(one => one.endsWith('/') ? one : `${one}/`).find(one => uri.startsWith(one))
    const [{ config }, decided] = await Promise.all([held(uri), configs.resolvedFor(uri)])
    return together(resolved(config, folder === undefined ? uri.slice(uri.lastIndexOf('/') + 1) : pathIn(folder, uri)), decided)
  }

  return {
    of: async uri => {
      const { settings, mode } = await held(uri)
      const { version } = await configs.resolvedFor(uri)
      const all = await lintOf(uri)
      const { libvirt, ...others } = withTarget(settings, all)
      // An override among the settings is a setting.
      const { decided, ...target } = libvirt
      return { ...others, ...mayBeMarp(uri) && { marp: await marpOf(uri, mode) }, libvirt: version === undefined || !decided ? target : libvirt }
    },
    lintOf,
    runOf: async uri => (await held(uri)).run,
    fileOf: uri => configs.fileFor(uri),
    lookAgain: () => {
      configs.lookAgain()
      decks.clear()
      for (const listener of listeners) listener()
    },
    forget: uri => {
      memo.delete(uri)
      decks.delete(uri)
    },
    onChange: listener => { listeners.push(listener) },
    complain,
  }
}

/** Reads what the client sent, piece by piece; what is missing or makes no sense gets its default. */
const checked = async (given: unknown, complain: (message: string) => void): Promise<Held> => {
  const { libvirt, format, hints, lint, marp } = isRecord(given) ? given : {}
  const { version, schemas, hypervisor } = isRecord(libvirt) ? libvirt : {}
  const { rules, ignore, overrides, run } = isRecord(lint) ? lint : {}
  const { libvirt: defaults } = defaultSettings
  const { config, problems } = configOfSettings({
    ...typeof hypervisor === 'string' && hypervisor.trim() !== '' && { libvirt: { hypervisor: hypervisor.trim() } },
    lint: { ...rules != null && { rules }, ...ignore != null && { ignore }, ...overrides != null && { overrides } },
  }, await rulesOf())
  for (const { message } of problems) complain(`In the settings of ${section}: ${message}`)
  return {
    settings: {
      libvirt: { version: versionFrom(version, complain) ?? defaults.version, schemas: typeof schemas === 'string' ? schemas.trim() : defaults.schemas },
      format: { order: isRecord(format) && format['order'] === true },
      hints: hints === 'off' || hints === 'all' ? hints : defaultSettings.hints,
    },
    config: config ?? emptyConfig,
    run: run === 'onSave' ? run : 'onType',
    mode: isRecord(marp) && (marp['mode'] === 'full' || marp['mode'] === 'off') ? marp['mode'] : 'auto',
  }
}

const versionFrom = (given: unknown, complain: (message: string) => void): string | undefined => {
  if (given === undefined || given === null || given === '') return undefined
  if (typeof given === 'string' && isVersion(given.trim())) return given.trim()
  complain(`The setting ${section}.libvirt.version is ${JSON.stringify(given)}, which is no version: choose one of ${offered.join(', ')}, or another as 10.0.0. `
    + `Until then ${defaultSettings.libvirt.version} is used.`)
  return undefined
}

const offered = languages.flatMap(language => language.versions ?? [])

const mayBeMarp = (uri: string): boolean => /\.(?:md|markdown|marp|css)$/i.test(uri) || uri.startsWith('untitled:')

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
