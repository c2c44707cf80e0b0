// The view "Virtual Machines": connections, what each has, and why one cannot be reached.
import { EventEmitter, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, type TreeDataProvider } from 'vscode'
import type { Answer } from '../virsh/answer'
import { howToGetVirsh } from '../virsh/missing'
import type { Hosts } from './hosts'
import { kinds, type HostObject, type Kind, type State } from './kinds'
import { listObjects } from './list'

export type HostNode =
  | { readonly node: 'connection'; readonly connection: string }
  | { readonly node: 'group'; readonly connection: string; readonly kind: Kind }
  | { readonly node: 'object'; readonly connection: string; readonly object: HostObject }
  | { readonly node: 'failure'; readonly connection: string; readonly answer: Answer; readonly again?: number }

export interface HostTree extends TreeDataProvider<HostNode> {
  refresh(): void
}

export function hostTree(hosts: Hosts, connections: () => readonly string[], chosen: () => string): HostTree {
  const changed = new EventEmitter<HostNode | undefined>()
  hosts.onChange(() => changed.fire(undefined))

  const listed = async (connection: string, kind: Kind, pool?: string): Promise<readonly HostNode[]> => {
    const found = await listObjects(hosts.session(connection), kind, pool, { timeLimit: 20_000 })
    if ('failed' in found) {
      hosts.note(connection, found.failed)
      const state = hosts.state(connection)
      return [{ node: 'failure', connection, answer: found.failed, ...(state.is === 'away' && state.again !== undefined && { again: state.again }) }]
    }
    return found.objects.map(object => ({ node: 'object', connection, object }))
  }

  return {
    onDidChangeTreeData: changed.event,
    refresh: () => changed.fire(undefined),
    getTreeItem: node => itemOf(node, chosen()),
    async getChildren(node) {
      if (!node) return connections().map(connection => ({ node: 'connection', connection }))
      const { connection } = node
      switch (node.node) {
        case 'connection': {
          const state = hosts.state(connection)
          // It is tried again in its own time: until then nobody waits for it.
          if (state.is === 'away' && state.again !== undefined) return [{ node: 'failure', connection, answer: state.answer, again: state.again }]
          const domains = await listed(connection, 'domain')
          if (domains[0]?.node === 'failure') return [...domains]
          hosts.note(connection, { outcome: 'done', text: '' })
          hosts.follow(connection)
          return [...domains, ...groups.map(kind => ({ node: 'group' as const, connection, kind }))]
        }
        case 'group': return [...await listed(connection, node.kind)]
        case 'object': return [...await listed(connection, 'volume', node.object.id)]
        case 'failure': return []
      }
    },
  }
}

const groups: readonly Kind[] = ['network', 'pool', 'nwfilter', 'secret']

function itemOf(node: HostNode, chosen: string): TreeItem {
  switch (node.node) {
    case 'connection': {
      const item = new TreeItem(/^qemu:\/\/\/embed/.test(node.connection) ? 'QEMU without a service' : node.connection, node.connection === chosen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed)
      item.id = node.connection
      item.iconPath = new ThemeIcon('server-environment')
      item.contextValue = 'connection'
      item.tooltip = node.connection
      if (node.connection === chosen) item.description = 'chosen'
      return item
    }
    case 'group': {
      const item = new TreeItem(kinds[node.kind].group, TreeItemCollapsibleState.Collapsed)
      item.id = `${node.connection} ${node.kind}`
      item.contextValue = 'group'
      return item
    }
    case 'object': {
      const { kind, name, id, state, pool } = node.object
      const item = new TreeItem(name, kind === 'pool' && state === 'running' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None)
      item.id = [node.connection, kind, pool ?? '', id].join(' ')
      item.contextValue = `${kind}.${state}`
      item.iconPath = iconOf(kind, state)
      if (kind === 'domain') item.description = wordsOf[state]
      else if (state === 'off') item.description = 'inactive'
      item.accessibilityInformation = { label: `${kinds[kind].label} ${name}${wordsOf[state] && `, ${wordsOf[state]}`}` }
      item.command = { command: 'virtdeck.openDefinition', title: 'Open Definition', arguments: [node] }
      return item
    }
    case 'failure': {
      const { answer, again } = node
      const item = new TreeItem(failureWords(answer))
      item.description = answer.text.split('\n')[0] ?? ''
      item.tooltip = new MarkdownString().appendText([answer.text, again === undefined ? '' : `It is tried again in ${Math.round(again / 1000)} s.`, answer.outcome === 'missing' ? howToGetVirsh : ''].filter(Boolean).join('\n\n'))
      item.iconPath = new ThemeIcon(answer.outcome === 'asks' ? 'key' : 'warning', new ThemeColor('list.warningForeground'))
      item.contextValue = `failure.${answer.outcome}`
      if (answer.outcome === 'asks') item.command = { command: 'virtdeck.logIn', title: 'Log In', arguments: [node] }
      else if (answer.outcome === 'missing') item.command = { command: 'workbench.action.openSettings', title: 'Open Setting', arguments: ['virtdeck.virsh.path'] }
      return item
    }
  }
}

const wordsOf: Readonly<Record<State, string>> = { running: 'running', paused: 'paused', off: 'shut off', none: '' }

/** An embedded driver belongs to one virsh, which holds that file. */
const failureWords = ({ outcome, text }: Answer): string => /driver\.pid/.test(text) ? 'Another window has it open'
  : outcome === 'missing' ? 'virsh is missing: click to say where it is'
  : outcome === 'asks' ? 'Wants to be asked: click for a terminal'
  : outcome === 'refused' ? 'Refused' : 'Cannot be reached'

function iconOf(kind: Kind, state: State): ThemeIcon {
  switch (kind) {
    case 'domain': return state === 'running' ? new ThemeIcon('vm-running', new ThemeColor('charts.green'))
      : state === 'paused' ? new ThemeIcon('debug-pause', new ThemeColor('charts.yellow')) : new ThemeIcon('vm')
    case 'network': return new ThemeIcon('globe')
    case 'pool': return new ThemeIcon('database')
    case 'volume': return new ThemeIcon('archive')
    case 'nwfilter': return new ThemeIcon('filter')
    case 'secret': return new ThemeIcon('lock')
  }
}
