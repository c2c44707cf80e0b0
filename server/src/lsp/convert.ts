// The only translator between the core's words (offsets, plain data) and those of LSP. It clamps: whatever span
// the core gives, the client gets a place that exists.
import {
  CodeActionKind, CompletionItemKind, CompletionItemTag, DiagnosticSeverity, DiagnosticTag, FoldingRangeKind, InsertTextFormat, SymbolKind,
  type CodeAction, type CompletionItem, type Diagnostic, type DocumentSymbol, type FoldingRange, type Hover as LspHover, type Range,
  type TextEdit, type WorkspaceEdit,
} from 'vscode-languageserver'
import type { Edit, Fix, Fold, Hover, Level, OutlineItem, OutlineKind, Problem, Span, Suggestion, SuggestionKind } from '../core/model'
import type { Told } from '../core/service'
import type { Client } from './client'
import type { Snapshot } from './documents'
import { plainText } from '../core/text/snippet'

export const toRange = (snapshot: Snapshot, span: Span): Range => {
  const { start, end } = within(span, { start: 0, end: snapshot.text.length })
  return { start: snapshot.lines().positionAt(start), end: snapshot.lines().positionAt(end) }
}

export const toSpan = (snapshot: Snapshot, { start, end }: Range): Span =>
  ({ start: snapshot.lines().offsetAt(start), end: snapshot.lines().offsetAt(end) })

export const toDiagnostic = (snapshot: Snapshot, client: Client, problem: Problem): Diagnostic => {
  const tag = problem.tag && tags[problem.tag]
  return {
    range: toRange(snapshot, problem.span),
    severity: severities[problem.level],
    source: 'virtdeck',
    code: problem.code,
    message: problem.message,
    ...(tag && client.diagnosticTags.includes(tag) && { tags: [tag] }),
    ...(problem.related?.length && client.relatedInformation && {
      relatedInformation: problem.related.map(({ span, message, elsewhere }) =>
        ({ location: elsewhere ? { uri: elsewhere.file, range: elsewhere.range as Range } : { uri: snapshot.uri, range: toRange(snapshot, span) }, message })),
    }),
  }
}

export const toHover = (snapshot: Snapshot, client: Client, { span, markdown }: Hover): LspHover =>
  ({ contents: { kind: client.hover, value: markdown }, range: toRange(snapshot, span) })

/** `offset` is where completion was asked for: LSP wants the edit on that line, around that place. */
export const toCompletionItem = (snapshot: Snapshot, client: Client, offset: number, suggestion: Suggestion): CompletionItem => {
  const line = snapshot.lines().lineSpan(snapshot.lines().positionAt(offset).line)
  const here = within(suggestion.replace, line)
  const main = { start: Math.min(here.start, offset), end: Math.max(here.end, offset) }
  const snippet = suggestion.snippet === true && client.snippets
  const newText = suggestion.snippet && !snippet ? plainText(suggestion.insert) : suggestion.insert
  const also = [...outside(suggestion.replace, main), ...suggestion.also ?? []]
  const replace = toRange(snapshot, main)
  return {
    label: suggestion.label,
    kind: suggestionKinds[suggestion.kind],
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: client.insertReplace
      ? { newText, insert: toRange(snapshot, { start: main.start, end: offset }), replace }
      : { newText, range: replace },
    ...(suggestion.detail !== undefined && { detail: suggestion.detail }),
    ...(suggestion.documentation !== undefined && { documentation: { kind: client.completionDocs, value: suggestion.documentation } }),
    ...(suggestion.about !== undefined && { data: suggestion.about }),
    ...(suggestion.sort !== undefined && { sortText: suggestion.sort }),
    ...(suggestion.filter !== undefined && { filterText: suggestion.filter }),
    ...(also.length && { additionalTextEdits: also.map(edit => toTextEdit(snapshot, edit)) }),
    ...(suggestion.again && client.suggestCommand !== undefined && { command: { title: 'Suggest', command: client.suggestCommand } }),
    ...(suggestion.deprecated && (client.deprecatedItems ? { tags: [CompletionItemTag.Deprecated] } : { deprecated: true })),
  }
}

/** The item with what its language tells of it; `detail` and `documentation` may always come late (LSP 3.17, completionItem/resolve). */
export const withTold = (client: Client, item: CompletionItem, { detail, documentation }: Told): CompletionItem => ({
  ...item,
  ...(detail !== undefined && { detail: item.detail === undefined ? detail : `${item.detail} · ${detail}` }),
  ...(documentation !== undefined && { documentation: { kind: client.completionDocs, value: documentation } }),
})

export const toSymbol = (snapshot: Snapshot, item: OutlineItem): DocumentSymbol => ({
  // An empty name, or a selection outside the range, makes VS Code refuse the whole outline.
  name: item.name.trim() || '(no name)',
  ...(item.detail !== undefined && { detail: item.detail }),
  kind: outlineKinds[item.kind],
  range: toRange(snapshot, item.span),
  selectionRange: toRange(snapshot, within(item.nameSpan, item.span)),
  children: item.children.map(child => toSymbol(snapshot, child)),
})

export const toFoldingRange = (snapshot: Snapshot, { span, kind }: Fold): FoldingRange => {
  const { start, end } = toRange(snapshot, span)
  return {
    startLine: start.line,
    startCharacter: start.character,
    endLine: end.line,
    endCharacter: end.character,
    ...(kind && { kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region }),
  }
}

export const toCodeAction = (snapshot: Snapshot, client: Client, problem: Problem, fix: Fix): CodeAction => ({
  title: fix.title,
  kind: CodeActionKind.QuickFix,
  diagnostics: [toDiagnostic(snapshot, client, problem)],
  ...(fix.preferred && client.preferredActions && { isPreferred: true }),
  edit: toWorkspaceEdit(snapshot, client, fix.edits),
})

/** One action for many problems. */
export const toFixAll = (snapshot: Snapshot, client: Client, kind: CodeActionKind, title: string, edits: readonly Edit[]): CodeAction =>
  ({ title, kind, edit: toWorkspaceEdit(snapshot, client, edits) })

export const toWorkspaceEdit = (snapshot: Snapshot, client: Client, edits: readonly Edit[]): WorkspaceEdit => {
  const textEdits = edits.map(edit => toTextEdit(snapshot, edit))
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri: snapshot.uri, version: snapshot.version }, edits: textEdits }] }
    : { changes: { [snapshot.uri]: textEdits } }
}

export const toTextEdit = (snapshot: Snapshot, { span, text }: Edit): TextEdit => ({ range: toRange(snapshot, span), newText: text })

const within = (span: Span, outer: Span): Span => {
  const start = Math.max(outer.start, Math.min(span.start, outer.end))
  return { start, end: Math.max(start, Math.min(span.end, outer.end)) }
}

/** What a span has beyond the part of it that the main edit replaces: to be deleted beside it. */
const outside = (span: Span, main: Span): readonly Edit[] => [
  { span: { start: span.start, end: main.start }, text: '' },
  { span: { start: main.end, end: span.end }, text: '' },
].filter(edit => edit.span.start < edit.span.end)

const severities: Readonly<Record<Level, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

const tags: Readonly<Record<NonNullable<Problem['tag']>, DiagnosticTag>> = {
  deprecated: DiagnosticTag.Deprecated,
  unnecessary: DiagnosticTag.Unnecessary,
}

const suggestionKinds: Readonly<Record<SuggestionKind, CompletionItemKind>> = {
  element: CompletionItemKind.Class,
  'closing-tag': CompletionItemKind.Class,
  attribute: CompletionItemKind.Property,
  directive: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  text: CompletionItemKind.Text,
  theme: CompletionItemKind.Module,
  color: CompletionItemKind.Color,
  file: CompletionItemKind.File,
  property: CompletionItemKind.Property,
  selector: CompletionItemKind.Keyword,
  variable: CompletionItemKind.Variable,
  device: CompletionItemKind.Interface,
}

const outlineKinds: Readonly<Record<OutlineKind, SymbolKind>> = {
  document: SymbolKind.File,
  group: SymbolKind.Package,
  device: SymbolKind.Object,
  property: SymbolKind.Property,
  slide: SymbolKind.Module,
  heading: SymbolKind.String,
}
