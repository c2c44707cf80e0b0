// All that touches hosts, together: made once, where programs can be started; nothing runs before a host is asked for.
import { window, workspace, type ExtensionContext } from 'vscode'
import { definitionDocuments, type DefinitionDocuments } from '../definitions/documents'
import { privateDriver, type PrivateDriver } from '../definitions/private-driver'
import type { Tools } from '../host'
import { section, settingsFrom } from '../settings'
import { connectionsOf, type Connections } from './connections'
import { hostLog, type HostLog } from './host-log'
import { createHosts, type Hosts } from './hosts'
import { hostTree, type HostTree } from './tree'

export interface HostSide {
  readonly tools: Tools
  readonly hosts: Hosts
  readonly connections: Connections
  readonly log: HostLog
  readonly tree: HostTree
  readonly documents: DefinitionDocuments
  readonly driver: PrivateDriver
}

export function openSide(tools: Tools, context: ExtensionContext): HostSide {
  const log = hostLog()
  const program = (): string => settingsFrom(workspace.getConfiguration(section)).virshPath
  const hosts = createHosts({ hold: tools.hold, run: tools.run, log: log.note, program })
  const driver = privateDriver(tools, program)
  const documents = definitionDocuments(hosts, tools.withCopy)
  const connections = connectionsOf(tools, context)
  // In a workspace that is not trusted the view has nothing, and so asks nobody: its welcome says why.
  const shown = (): readonly string[] => {
    if (!workspace.isTrusted) return []
    const now = connections.known()
    void connections.list().then(all => { if (all.length > now.length) tree.refresh() })
    return now
  }
  const tree: HostTree = hostTree(hosts, shown, connections.chosen)
  context.subscriptions.push(
    log, documents,
    window.createTreeView('virtdeck.hosts', { treeDataProvider: tree, showCollapseAll: true }),
    workspace.onDidGrantWorkspaceTrust(() => tree.refresh()),
    workspace.onDidChangeConfiguration(change => { if (change.affectsConfiguration(`${section}.libvirt`) || change.affectsConfiguration(`${section}.virsh`)) tree.refresh() }),
    { dispose: () => Promise.all([hosts.dispose(), driver.dispose()]) },
  )
  return { tools, hosts, connections, log, tree, documents, driver }
}
