// The status bar: the connection that documents are for, whether it is there, and the libvirt that answers on it.
import { StatusBarAlignment, ThemeColor, window, workspace, type Disposable } from 'vscode'
import type { TellFacts } from '../facts'
import type { HostSide } from './side'

export function hostTeller({ connections, hosts }: HostSide, subscriptions: Disposable[]): TellFacts {
  const item = window.createStatusBarItem('virtdeck.host', StatusBarAlignment.Right, 89)
  item.name = 'libvirt connection'
  item.command = 'virtdeck.chooseConnection'
  subscriptions.push(item)
  const versions = new Map<string, string>()

  const show = (): void => {
    const connection = connections.chosen()
    const state = hosts.state(connection)
    const version = versions.get(connection)
    item.text = `$(${state.is === 'away' ? 'warning' : 'server-environment'}) ${connection}`
    item.tooltip = state.is === 'away' ? `${connection} cannot be reached: ${state.answer.text}` : `Documents are defined on ${connection} and checked by it${version === undefined ? '' : `, which is libvirt ${version}`}. Click to choose another.`
    item.backgroundColor = state.is === 'away' ? new ThemeColor('statusBarItem.warningBackground') : undefined
    item.accessibilityInformation = { label: `libvirt connection ${connection}${state.is === 'away' ? ', cannot be reached' : ''}. Choose another.`, role: 'button' }
    // Asked once, of a host that is open anyway.
    if (state.is === 'open' && version === undefined) {
      versions.set(connection, '')
      void hosts.session(connection).ask(['version', '--daemon'], { timeLimit: 10_000 }).then(({ text }) => {
        const found = (/daemon: (\S+)/.exec(text) ?? /library: libvirt (\S+)/.exec(text))?.[1]
        if (found === undefined) return
        versions.set(connection, found)
        show()
      })
    }
  }
  hosts.onChange(show)
  return ({ kind }) => {
    if (kind !== 'domain' || !workspace.isTrusted) return item.hide()
    show()
    item.show()
  }
}
