// Which connections the view shows: the person's own, and one that needs no service: QEMU inside virsh, or libvirt's mock host.
import { Uri, workspace, type ExtensionContext } from 'vscode'
import type { Tools } from '../host'
import { clientDefaults, section, settingsFrom } from '../settings'
import { connectionProblem } from '../virsh/connection'
import { embeddedSettings, embeddedUri, mock } from './embedded'

export interface Connections {
  /** What is known of at once: whether QEMU can be had without a service, it takes seconds to say. */
  known(): readonly string[]
  /** All, once that has been said. */
  list(): Promise<readonly string[]>
  /** What documents are defined on and checked by, until another is chosen. */
  chosen(): string
  /** Whether a person chose it, here or in the settings: then it may be asked unasked. */
  isChosen(): boolean
  choose(connection: string): Promise<void>
}

export const chosenKey = 'virtdeck.connection'

export function connectionsOf({ run, asRoot }: Tools, { workspaceState, globalStorageUri }: ExtensionContext): Connections {
  let embedded: Promise<void> | undefined
  let found: string | undefined
  const settings = () => settingsFrom(workspace.getConfiguration(section))
  const findEmbedded = async (): Promise<string> => {
    // A path that is short: the sockets of its machines lie below.
    const root = Uri.joinPath(globalStorageUri, 'embed')
    const settingsOfDriver = Uri.joinPath(root, 'etc/qemu.conf')
    await workspace.fs.createDirectory(Uri.joinPath(root, 'etc'))
    if (!await exists(settingsOfDriver)) await workspace.fs.writeFile(settingsOfDriver, new TextEncoder().encode(embeddedSettings(asRoot)))
    const uri = embeddedUri(root.fsPath)
    const { end, ...result } = await run({ program: settings().virshPath, args: ['-q', '-c', uri, 'domcapabilities'], timeLimit: 60_000 })
    // Another window may hold it: then it is there all the same.
    return end === 'exited' && ('code' in result && result.code === 0 || 'stderr' in result && /driver\.pid/.test(result.stderr)) ? uri : mock
  }
  const chosen = (): string => workspaceState.get<string>(chosenKey) ?? settings().connection
  const known = (): readonly string[] => {
    const own = [chosen(), settings().connection, ...settings().connections].filter(uri => connectionProblem(uri) === null)
    return [...new Set([...own, ...found === undefined ? [] : [found]])]
  }
  return {
    known,
    chosen,
    isChosen: () => workspaceState.get(chosenKey) !== undefined || settings().connection !== clientDefaults['libvirt.connection'],
    async list() {
      await (embedded ??= findEmbedded().catch(() => mock).then(uri => { found = uri }))
      return known()
    },
    choose: async connection => workspaceState.update(chosenKey, connection),
  }
}

const exists = (file: Uri): Promise<boolean> => Promise.resolve(workspace.fs.stat(file)).then(() => true, () => false)
