// What the client at the other end can do, read once from its `initialize`; features ask this, never the raw capabilities.
import { DiagnosticTag, MarkupKind, type InitializeParams } from 'vscode-languageserver'
import type { Left, StartOptions } from '../protocol/messages'

export interface Client {
  readonly snippets: boolean
  readonly insertReplace: boolean
  readonly deprecatedItems: boolean
  readonly completionDocs: MarkupKind
  readonly hover: MarkupKind
  readonly hierarchicalSymbols: boolean
  readonly wholeLineFolds: boolean
  readonly foldLimit: number
  /** It lets us say later, and for which languages, that we format. */
  readonly registersFormatting: boolean
  readonly codeActions: boolean
  readonly preferredActions: boolean
  readonly versionedEdits: boolean
  readonly relatedInformation: boolean
  readonly diagnosticTags: readonly DiagnosticTag[]
  readonly configuration: boolean
  readonly watchesConfiguration: boolean
  readonly watchesFiles: boolean
  /** The URIs of the workspace's folders. */
  readonly folders: readonly string[]
  /** Whether another extension of the client's does this already. */
  leaves(what: Left): boolean
  /** It answers `virtdeck/read`. */
  readonly reads: boolean
  /** An edit may make a file. */
  readonly createsFiles: boolean
  readonly suggestCommand: string | undefined
  /** Whether files beyond the workspace's documents may be looked at. */
  isTrusted(): boolean
  /** From now on they may. */
  trust(): void
  /** Settings passed at start, still to be checked. */
  readonly settings: unknown
}

export const clientOf = ({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): Client => {
  const { textDocument, workspace } = capabilities
  const item = textDocument?.completion?.completionItem
  const folds = textDocument?.foldingRange
  const actions = textDocument?.codeAction
  const diagnostics = textDocument?.publishDiagnostics
  const options = optionsOf(initializationOptions)
  let trusted = options.trusted !== false
  return {
    snippets: item?.snippetSupport ?? false,
    insertReplace: item?.insertReplaceSupport ?? false,
    deprecatedItems: item?.tagSupport !== undefined,
    completionDocs: markupOf(item?.documentationFormat),
    hover: markupOf(textDocument?.hover?.contentFormat),
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    wholeLineFolds: folds?.lineFoldingOnly ?? false,
    foldLimit: folds?.rangeLimit ?? Infinity,
    registersFormatting: textDocument?.formatting?.dynamicRegistration === true && textDocument.rangeFormatting?.dynamicRegistration === true,
    codeActions: actions?.codeActionLiteralSupport !== undefined,
    preferredActions: actions?.isPreferredSupport ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    relatedInformation: diagnostics?.relatedInformation ?? false,
    diagnosticTags: diagnostics?.tagSupport?.valueSet ?? [],
    configuration: workspace?.configuration ?? false,
    watchesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    folders: workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []),
    leaves: what => Array.isArray(options.leaves) && options.leaves.includes(what),
    reads: options.reads === true,
    createsFiles: (workspace?.workspaceEdit?.documentChanges && workspace.workspaceEdit.resourceOperations?.includes('create')) ?? false,
    suggestCommand: typeof options.suggestCommand === 'string' ? options.suggestCommand : undefined,
    isTrusted: () => trusted,
    trust: () => { trusted = true },
    settings: options.settings,
  }
}

/** The client names its formats in the order it likes them; Markdown is what we write. */
const markupOf = (formats: readonly MarkupKind[] | undefined): MarkupKind =>
  formats === undefined || formats.includes(MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText

const optionsOf = (options: unknown): StartOptions => typeof options === 'object' && options !== null ? options : {}
