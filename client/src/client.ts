// How our language client is set up, the same on the desktop and in the browser.
import { workspace } from 'vscode'
import type { LanguageClientOptions } from 'vscode-languageclient'
import type { StartOptions } from '../../server/src/protocol/messages'
import { leaves } from './beside'

export const clientId = 'virtdeck'
export const clientName = 'Virtdeck'

/** The languages whose documents may be ours, wherever they live: on disk, unsaved, on a remote, in a repository. */
export const ourLanguages: readonly string[] = ['xml', 'markdown', 'css']

export const clientOptions: LanguageClientOptions = {
  documentSelector: [...ourLanguages.map(language => ({ language })), { pattern: '**/.virtdeckrc.json' }],
  initializationOptions: () => ({ suggestCommand: 'editor.action.triggerSuggest', leaves: leaves(), reads: true, trusted: workspace.isTrusted }) satisfies StartOptions,
}
