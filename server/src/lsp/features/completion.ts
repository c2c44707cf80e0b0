// Completion, asked for by hand, while a name is typed, or by one of the characters below.
import { CompletionTriggerKind, type CompletionItem, type CompletionParams } from 'vscode-languageserver'
import { languages } from '../../core/languages'
import type { SuggestionKind } from '../../core/model'
import { toCompletionItem, withTold } from '../convert'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'
import { surroundingsOf } from '../surroundings'

/**
 * What each character may bring up by itself. A list that opens unasked must be an answer to what was just typed:
 * a space between two elements shall not offer every element, though asking for completion there does.
 */
const triggers: Readonly<Record<string, readonly SuggestionKind[]>> = {
  '<': ['element', 'device', 'closing-tag'],
  '>': ['value', 'text', 'file', 'device'],
  ' ': ['attribute', 'device', 'value', 'directive', 'theme', 'color', 'file'],
  "'": ['value', 'text', 'theme', 'color', 'file'],
  '"': ['value', 'text', 'theme', 'color', 'file'],
  '=': ['value'],
  '(': ['file', 'variable'],
  '@': ['selector'],
  '/': ['closing-tag', 'file', 'value'],
  ':': ['element', 'attribute', 'value', 'theme', 'color', 'file', 'selector'],
}

export const completion: Feature = server => {
  const { client, connection, log } = server
  connection.onCompletion(guarded(server, 'Completion', [], async ({ params, snapshot, document }: Asked<CompletionParams>): Promise<CompletionItem[]> => {
    const offset = snapshot.lines().offsetAt(params.position)
    const wanted = wantedBy(params)
    const around = await surroundingsOf(server, snapshot, document.wants?.(offset))
    return document.complete(offset, around)
      .filter(({ kind }) => wanted === undefined || wanted.includes(kind))
      .map(suggestion => toCompletionItem(snapshot, client, offset, suggestion))
  }))
  connection.onCompletionResolve(async item => {
    try {
      if (typeof item.data !== 'string') return item
      for (const language of languages) {
        const told = await language.tell?.(item.data)
        if (told) return withTold(client, item, told)
      }
    } catch (error) {
      log('The docs of a suggestion', error)
    }
    return item
  })
  return { completionProvider: { triggerCharacters: Object.keys(triggers), resolveProvider: true } }
}

const wantedBy = ({ context }: CompletionParams): readonly SuggestionKind[] | undefined =>
  context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? triggers[context.triggerCharacter ?? ''] : undefined
