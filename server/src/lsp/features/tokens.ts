// Semantic tokens: values that decide, ids, paths. The words are LSP's own, so that every theme knows them.
import { SemanticTokensBuilder, type SemanticTokens, type SemanticTokensParams } from 'vscode-languageserver'
import type { Token } from '../../core/model'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

const legend = { tokenTypes: ['enumMember', 'variable', 'string'], tokenModifiers: ['declaration', 'path'] }

/** Of each kind its type, and its modifiers as bits. */
const words: Readonly<Record<Token['kind'], readonly [type: number, modifiers: number]>> = { discriminator: [0, 0], definition: [1, 1], use: [1, 0], path: [2, 2] }

export const tokens: Feature = server => {
  server.connection.languages.semanticTokens.on(guarded<SemanticTokensParams, SemanticTokens>(server, 'Semantic tokens', { data: [] },
    ({ snapshot, document }: Asked<SemanticTokensParams>) => {
      const builder = new SemanticTokensBuilder()
      for (const { span: { start, end }, kind } of document.tokens()) {
        const { line, character } = snapshot.lines().positionAt(start)
        builder.push(line, character, end - start, ...words[kind])
      }
      return builder.build()
    }))
  return { semanticTokensProvider: { legend, full: true } }
}
