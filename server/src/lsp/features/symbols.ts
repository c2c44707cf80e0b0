// The outline: a tree, or one flat list for clients that know no tree.
import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from 'vscode-languageserver'
import { toSymbol } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const symbols: Feature = server => {
  const { client, connection } = server
  connection.onDocumentSymbol(guarded<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>(server, 'The outline', [],
    ({ snapshot, document }: Asked<DocumentSymbolParams>) => {
      const tree = document.outline().map(item => toSymbol(snapshot, item))
      return client.hierarchicalSymbols ? tree : flat(tree, snapshot.uri)
    }))
  return { documentSymbolProvider: { label: 'Virtdeck' } }
}

const flat = (tree: readonly DocumentSymbol[], uri: string, containerName?: string): SymbolInformation[] =>
  tree.flatMap(({ name, kind, range, children }) => [
    { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) },
    ...flat(children ?? [], uri, name),
  ])
