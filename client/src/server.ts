// The questions that commands and previews put to our language server, typed once.
import type { BaseLanguageClient, TextEdit } from 'vscode-languageclient'
import { workspace, type CancellationToken, type Disposable, type Position, type Uri } from 'vscode'
import {
  additionsRequest, blameRequest, boardRequest, checkRequest, deckSettingsRequest, differencesRequest, explainRequest, factsRequest, hostNotification, lintedNotification, lintRequest, moveSlideRequest, picturedRequest, problemsRequest, readRequest, summaryRequest,
  type AdditionsParams, type AdditionsResult, type BlameParams, type BlameResult, type BoardParams, type BoardResult, type CheckParams, type CheckResult, type DeckSettingsParams, type DeckSettingsResult, type DifferencesParams, type DifferencesResult, type ExplainParams, type ExplainResult, type FactsParams, type FactsResult, type HostParams, type LintedParams, type LintParams, type LintResult, type MoveSlideParams, type MoveSlideResult, type PicturedParams, type PicturedResult, type ProblemsParams, type ProblemsResult,
  type ReadParams, type ReadResult, type SummaryParams, type SummaryResult,
} from '../../server/src/protocol/messages'

export interface Server {
  summary(uri: Uri): Promise<SummaryResult>
  /** What to change so that a slide stands where another is. */
  moveSlide(uri: Uri, from: number, to: number): Promise<MoveSlideResult>
  /** With what a deck is to be rendered. */
  deckSettings(uri: Uri): Promise<DeckSettingsResult>
  /** The machine of a domain, as it stands in the unsaved text. */
  board(uri: Uri): Promise<BoardResult>
  /** The text of a deck with pictures in the place of its machines. */
  pictured(uri: Uri, text: string): Promise<PicturedResult>
  /** What the machine that runs has otherwise; both texts as libvirt prints definitions. */
  differences(uri: Uri, mine: string, running: string): Promise<DifferencesResult>
  blame(uri: Uri, answer: string): Promise<BlameResult>
  problems(uri: Uri): Promise<ProblemsResult>
  /** A piece of any text as a document of its own. */
  check(uri: Uri, text: string): Promise<CheckResult>
  /** A code, or a path such as `devices/disk/driver@cache`. */
  explain(topic: string): Promise<ExplainResult>
  additions(uri: Uri): Promise<AdditionsResult>
  /** What to change once a character was typed. */
  typed(uri: Uri, position: Position, ch: string): Promise<readonly TextEdit[]>
  facts(uri: Uri): Promise<FactsResult>
  /** What the chosen host has; null when that is not known, or not any more. */
  host(params: HostParams): Promise<void>
  /** Files that are to be in the list of problems, and no others; globs of those that may not come to them later. */
  lint(uris: readonly Uri[], exclude: readonly string[], token?: CancellationToken): Promise<LintResult>
  onLinted(listener: (params: LintedParams) => void): Disposable
}

/** Each question waits for a client that is still starting. */
export const serverOf = (client: BaseLanguageClient): Server => ({
  summary: uri => client.sendRequest<SummaryResult>(summaryRequest, { uri: uriOf(client, uri) } satisfies SummaryParams),
  moveSlide: (uri, from, to) => client.sendRequest<MoveSlideResult>(moveSlideRequest, { uri: uriOf(client, uri), from, to } satisfies MoveSlideParams),
  deckSettings: uri => client.sendRequest<DeckSettingsResult>(deckSettingsRequest, { uri: uriOf(client, uri) } satisfies DeckSettingsParams),
  board: uri => client.sendRequest<BoardResult>(boardRequest, { uri: uriOf(client, uri) } satisfies BoardParams),
  pictured: (uri, text) => client.sendRequest<PicturedResult>(picturedRequest, { uri: uriOf(client, uri), text } satisfies PicturedParams),
  differences: (uri, mine, running) => client.sendRequest<DifferencesResult>(differencesRequest, { uri: uriOf(client, uri), mine, running } satisfies DifferencesParams),
  blame: (uri, answer) => client.sendRequest<BlameResult>(blameRequest, { uri: uriOf(client, uri), answer } satisfies BlameParams),
  problems: uri => client.sendRequest<ProblemsResult>(problemsRequest, { uri: uriOf(client, uri) } satisfies ProblemsParams),
  check: (uri, text) => client.sendRequest<CheckResult>(checkRequest, { uri: uriOf(client, uri), text } satisfies CheckParams),
  explain: topic => client.sendRequest<ExplainResult>(explainRequest, { topic } satisfies ExplainParams),
  additions: uri => client.sendRequest<AdditionsResult>(additionsRequest, { uri: uriOf(client, uri) } satisfies AdditionsParams),
  typed: async (uri, position, ch) => await client.sendRequest<readonly TextEdit[] | null>('textDocument/onTypeFormatting', {
    textDocument: { uri: uriOf(client, uri) }, position: { line: position.line, character: position.character }, ch, options: { tabSize: 2, insertSpaces: true },
  }) ?? [],
  host: params => client.sendNotification(hostNotification, params),
  lint: (uris, exclude, token) => client.sendRequest<LintResult>(lintRequest, { uris: uris.map(uri => uriOf(client, uri)), exclude } satisfies LintParams, token),
  onLinted: listener => client.onNotification(lintedNotification, listener),
  facts: uri => client.sendRequest<FactsResult>(factsRequest, { uri: uriOf(client, uri) } satisfies FactsParams),
})

/** Files that only the editor can see: those of a remote, of a repository in the browser. */
export function answerReads(client: BaseLanguageClient): void {
  client.onRequest(readRequest, async ({ uri }: ReadParams): Promise<ReadResult> => {
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(client.protocol2CodeConverter.asUri(uri)))
    } catch {
      return null
    }
  })
}

/** As the client spells it when it opens documents. */
const uriOf = (client: BaseLanguageClient, uri: Uri): string => client.code2ProtocolConverter.asUri(uri)
