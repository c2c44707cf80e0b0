// Check on Host: the dry run of a domain by the driver itself. domxml-to-native parses, completes and validates, and defines nothing.
import type { PrivateDriver } from '../definitions/private-driver'
import type { Tools } from '../host'
import type { Answer } from '../virsh/answer'
import type { AskOptions, Session } from '../virsh/session'

/** Long before a person gives up; a driver that hangs of a document is ended. */
const patience = 10_000

/** libvirt 9.0.0 dies of the dry run of some of these, and a daemon would take all its connections along. */
export const isDangerous = (text: string): boolean => /<interface\b[^>]*\btype\s*=\s*(['"])hostdev\1|<teaming\b/.test(text)

export async function dryRun(session: Session, withCopy: Tools['withCopy'], text: string, options: AskOptions = {}): Promise<Answer> {
  const format = nativeFormat(session.connection)
  if (format === null) return { outcome: 'refused', text: noDryRun(session.connection) }
  return withCopy('domain.xml', text, path => session.ask(['domxml-to-native', `--format=${format}`, `--xml=${path}`], { timeLimit: patience, ...options }))
}

/** What the driver translates to; null where libvirt has no translation. */
export const nativeFormat = (connection: string): string | null =>
  /^qemu\b/.test(connection) ? 'qemu-argv' : /^xen\b/.test(connection) ? 'xen-xl' : /^(?:vpx|esx|gsx|vmware\w*)\b/.test(connection) ? 'vmware-vmx' : /^bhyve\b/.test(connection) ? 'bhyve-argv' : null

export interface NativeFormat {
  /** libvirt's name of it. */
  readonly name: string
  readonly about: string
}

/** What the driver reads (the drivers' `connectDomainXMLFromNative`). */
export const importFormats = (connection: string): readonly NativeFormat[] =>
  /^xen\b/.test(connection) ? [{ name: 'xen-xl', about: 'xl.cfg' }, { name: 'xen-xm', about: 'an old xm configuration' }]
    : /^(?:vpx|esx|gsx|vmware\w*)\b/.test(connection) ? [{ name: 'vmware-vmx', about: 'a .vmx file' }]
      : /^bhyve\b/.test(connection) ? [{ name: 'bhyve-argv', about: 'command lines of bhyveload and bhyve' }]
        : /^lxc\b/.test(connection) ? [{ name: 'lxc-tools', about: 'a configuration of LXC’s own tools' }] : []

/** Kindly, to somebody who chose the wrong host for it. */
export const whyNoImport = (connection: string): string =>
  `${/^qemu\b/.test(connection) ? 'libvirt no longer reads QEMU’s command lines' : `the driver of ${connection} reads no format of its own`}. Drivers that do: xen (xl.cfg), esx, vpx and vmware (.vmx), bhyve (its command lines), lxc (LXC’s configuration). Choose such a connection first.`

export const noDryRun = (connection: string): string => `the driver of ${connection} has no dry run: Define says what it refuses`

/** Asked for by a person: by the connection itself, unless the document is known to kill it. */
export async function checkAsked(session: Session, driver: PrivateDriver, withCopy: Tools['withCopy'], text: string, options?: AskOptions): Promise<Answer> {
  if (!isDangerous(text)) return dryRun(session, withCopy, text, options)
  return await checkPrivately(session.connection, driver, withCopy, text, options) ?? { outcome: 'refused', text: 'libvirt may die of the dry run of such a document, and no driver of ours can be asked instead' }
}

/** While one writes, which is no wish to run a program: not where the document brings its own. */
export async function checkUnasked(connection: string, driver: PrivateDriver, withCopy: Tools['withCopy'], text: string, options?: AskOptions): Promise<Answer | null> {
  const session = await driver.session(connection, 'domain')
  return session && await namesOwnEmulator(session, text) ? null : checkPrivately(connection, driver, withCopy, text, options)
}

/** libvirt starts the emulator that a domain names, to ask what it can do: whether it is one that the host does not list itself. */
export async function namesOwnEmulator(session: Session, text: string): Promise<boolean> {
  const named = [...text.matchAll(/<emulator\b[\s\S]{0,1000}/g)].map(([tag]) => /^<emulator>\s*([^<>&\s]+)\s*<\/emulator>/.exec(tag)?.[1])
  // An entity may hold anything.
  if (text.includes('<!ENTITY')) return true
  if (!named.length) return false
  const { outcome, text: capabilities } = await session.ask(['capabilities'], { timeLimit: 60_000 })
  return outcome !== 'done' || named.some(path => path === undefined || !capabilities.includes(`<emulator>${path}</emulator>`))
}

/** Never by a host: in a driver that dies alone. Null where there is none of the kind. */
export async function checkPrivately(connection: string, driver: PrivateDriver, withCopy: Tools['withCopy'], text: string, options?: AskOptions): Promise<Answer | null> {
  if (nativeFormat(connection) !== 'qemu-argv') return null
  const session = await driver.session(connection, 'domain')
  return session && dryRun(session, withCopy, text, options)
}
