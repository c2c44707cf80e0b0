// The questions that commands and previews put to our language server, typed once.
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { Uri } from 'vscode'
import {
  blameRequest, factsRequest, problemsRequest, summaryRequest,
  type BlameParams, type BlameResult, type FactsParams, type FactsResult, type ProblemsParams, type ProblemsResult, type SummaryParams, type SummaryResult,
} from '../../server/src/protocol/messages'

export interface Server {
  summary(uri: Uri): Promise<SummaryResult>
  blame(uri: Uri, answer: string): Promise<BlameResult>
  problems(uri: Uri): Promise<ProblemsResult>
  facts(uri: Uri): Promise<FactsResult>
}

/** Each question waits for a client that is still starting. */
export const serverOf = (client: BaseLanguageClient): Server => ({
  summary: uri => client.sendRequest<SummaryResult>(summaryRequest, { uri: uriOf(client, uri) } satisfies SummaryParams),
  blame: (uri, answer) => client.sendRequest<BlameResult>(blameRequest, { uri: uriOf(client, uri), answer } satisfies BlameParams),
  problems: uri => client.sendRequest<ProblemsResult>(problemsRequest, { uri: uriOf(client, uri) } satisfies ProblemsParams),
  facts: uri => client.sendRequest<FactsResult>(factsRequest, { uri: uriOf(client, uri) } satisfies FactsParams),
})

/** As the client spells it when it opens documents. */
const uriOf = (client: BaseLanguageClient, uri: Uri): string => client.code2ProtocolConverter.asUri(uri)
