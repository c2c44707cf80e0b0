// Above <domain>: Check | Define | Preview | Start, and the connection that they mean, with its state.
import { EventEmitter, languages, Range, workspace, type CodeLens, type Disposable } from 'vscode'
import { headOf, withoutComments } from '../definitions/define'
import type { HostSide } from './side'

export function domainLenses({ connections, hosts }: HostSide): Disposable {
  const changed = new EventEmitter<void>()
  hosts.onChange(() => changed.fire())
  return languages.registerCodeLensProvider([{ language: 'xml' }], {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      // The beginning alone: a document of some size is not read for its first tag.
      const text = document.getText(new Range(0, 0, 200, 0))
      const at = headOf(text)?.kind === 'domain' ? withoutComments(text).search(/<domain\b/) : -1
      if (at < 0 || !workspace.isTrusted) return []
      const range = new Range(document.positionAt(at), document.positionAt(at + '<domain'.length))
      const lens = (title: string, command: string, argument: unknown): CodeLens => ({ range, isResolved: true, command: { title, command, arguments: [argument] } })
      const connection = connections.chosen()
      const uri = { uri: document.uri }
      return [
        lens('Check', 'virtdeck.checkOnHost', uri), lens('Define', 'virtdeck.defineVm', { ...uri, connection }), lens('Preview', 'virtdeck.previewVm', document.uri),
        lens('Start', 'virtdeck.start', uri), lens(`${connection}${stateWords(hosts.state(connection).is)}`, 'virtdeck.chooseConnection', undefined),
      ]
    },
  })
}

const stateWords = (is: 'unasked' | 'open' | 'away'): string => is === 'away' ? ' (away)' : is === 'open' ? ' (connected)' : ''
