// The status bar: which libvirt the active document is for; a click chooses another.
import { MarkdownString, StatusBarAlignment, ThemeColor, window, type Disposable } from 'vscode'
import type { TargetFacts } from '../../server/src/protocol/messages'
import type { TellFacts } from './facts'
import { labelOf, tooltipOf } from './target'

export const chooseCommand = 'virtdeck.chooseLibvirt'

export function statusTeller(subscriptions: Disposable[]): TellFacts {
  const item = window.createStatusBarItem('virtdeck.libvirt', StatusBarAlignment.Right, 90)
  item.name = 'libvirt version'
  item.command = chooseCommand
  subscriptions.push(item)
  return ({ libvirt }) => {
    if (!libvirt) return item.hide()
    show(libvirt)
    item.show()
  }

  function show(facts: TargetFacts): void {
    item.text = labelOf(facts)
    item.tooltip = new MarkdownString(tooltipOf(facts))
    item.backgroundColor = facts.lacking ? new ThemeColor('statusBarItem.warningBackground') : undefined
    item.accessibilityInformation = { label: `${labelOf(facts).replace('$(warning) ', '')}. Choose another libvirt version.`, role: 'button' }
  }
}
