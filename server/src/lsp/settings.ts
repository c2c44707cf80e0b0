// The settings of each document: the only reader of configuration. Asked once, kept until the client says that they changed.
import { DidChangeConfigurationNotification, MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver'
import { languages } from '../core/languages'
import { defaultSettings, isVersion, type Settings } from '../core/service'
import type { Client } from './client'

export interface SettingsStore {
  of(uri: string): Promise<Settings>
  forget(uri: string): void
  onChange(listener: () => void): void
  /** Tells the person that a setting makes no sense, or cannot be followed here; each thing once. */
  complain(message: string): void
}

const section = 'virtdeck'

export const settingsStore = (connection: Connection, client: Client): SettingsStore => {
  const memo = new Map<string, Promise<Settings>>()
  const listeners: (() => void)[] = []
  const complaints = new Set<string>()
  let pushed: unknown = client.settings

  const complain = (message: string): void => {
    if (complaints.has(message)) return
    complaints.add(message)
    // A notification, not the request that `connection.window` would send: nobody has to choose anything.
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
  }

  const ask = async (uri: string): Promise<Settings> => {
    if (!client.configuration) return checked(pushed, complain)
    try {
      return checked(await connection.workspace.getConfiguration({ scopeUri: uri, section }) ?? pushed, complain)
    } catch (error) {
      connection.console.error(`The client did not answer what its settings are; the defaults are used. ${String(error)}`)
      return checked(pushed, complain)
    }
  }

  if (client.configuration && client.watchesConfiguration) {
    connection.onInitialized(() => { void connection.client.register(DidChangeConfigurationNotification.type, { section }) })
  }
  connection.onDidChangeConfiguration(({ settings }) => {
    // A client that is asked need not send them; one that is not asked sends all sections or ours alone.
    if (isRecord(settings) && section in settings) pushed = settings[section]
    memo.clear()
    for (const listener of listeners) listener()
  })

  return {
    of: uri => {
      const known = memo.get(uri) ?? ask(uri)
      memo.set(uri, known)
      return known
    },
    forget: uri => { memo.delete(uri) },
    onChange: listener => { listeners.push(listener) },
    complain,
  }
}

/** Reads what the client sent, piece by piece; what is missing or makes no sense gets its default. */
const checked = (given: unknown, complain: (message: string) => void): Settings => {
  const { libvirt, format, hints } = isRecord(given) ? given : {}
  const { version, schemas } = isRecord(libvirt) ? libvirt : {}
  const { libvirt: defaults } = defaultSettings
  return {
    libvirt: { version: versionFrom(version, complain) ?? defaults.version, schemas: typeof schemas === 'string' ? schemas.trim() : defaults.schemas },
    format: { order: isRecord(format) && format['order'] === true },
    hints: hints === 'off' || hints === 'all' ? hints : defaultSettings.hints,
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

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
