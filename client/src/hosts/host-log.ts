// libvirt's own words on demand: each command that virsh was given and what it said, in an output channel.
import { window, type Disposable } from 'vscode'
import type { Answer } from '../virsh/answer'

export interface HostLog extends Disposable {
  note(connection: string, args: readonly string[], answer: Answer): void
  show(): void
}

const longest = 4000

export function hostLog(): HostLog {
  const channel = window.createOutputChannel('Virtdeck: libvirt', { log: true })
  return {
    note(connection, args, { outcome, text }) {
      const line = `${connection}: virsh ${args.map(arg => JSON.stringify(arg)).join(' ')}: ${outcome}`
      if (outcome === 'done') channel.info(line)
      else channel.warn(`${line}\n${text.slice(0, longest)}`)
    },
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  }
}
