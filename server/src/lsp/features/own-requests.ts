// The requests of our own contract, which the previews and the commands of our client send.
import { partAt } from '../../core/board'
import { languages } from '../../core/languages'
import {
  additionsRequest, blameRequest, boardRequest, checkRequest, deckSettingsRequest, differencesRequest, factsRequest, hostNotification, moveSlideRequest, problemsRequest, summaryRequest, trustedNotification,
  type AdditionsParams, type AdditionsResult, type BlameParams, type BlameResult, type BoardParams, type BoardResult, type CheckParams, type CheckResult, type DeckSettingsParams, type DeckSettingsResult, type DifferencesParams, type DifferencesResult, type FactsParams, type FactsResult, type HostParams, type MoveSlideParams, type MoveSlideResult, type ProblemsParams, type ProblemsResult,
  type SummaryParams, type SummaryResult,
} from '../../protocol/messages'
import { toRange } from '../convert'
import { guarded, type Asked } from '../guard'
import { marpHere } from '../marp'
import type { Feature } from '../server'

const versions = languages.flatMap(language => language.versions ?? [])

export const ownRequests: Feature = server => {
  const { around, client, connection, documents, settings, log } = server

  connection.onRequest<SummaryResult, void>(summaryRequest, guarded<SummaryParams, SummaryResult>(server, 'The summary', null,
    ({ snapshot, document }: Asked<SummaryParams>) => {
      const summary = document.summary()
      return summary && document.kind !== null ? { version: snapshot.version, kind: document.kind, summary } : null
    }))

  connection.onRequest<MoveSlideResult, void>(moveSlideRequest, guarded<MoveSlideParams, MoveSlideResult>(server, 'Moving a slide', null,
    ({ params: { from, to }, snapshot, document }: Asked<MoveSlideParams>) => {
      const edits = document.slideMoved?.(from, to)
      return edits ? { version: snapshot.version, edits: edits.map(({ span, text }) => ({ range: toRange(snapshot, span), newText: text })) } : null
    }))

  connection.onRequest<DeckSettingsResult, void>(deckSettingsRequest, async ({ uri }: DeckSettingsParams) => {
    const { settings: { html, math }, allowed, theme, themes, lost, file } = await marpHere(uri, 'full', server)
    return {
      settings: { html: allowed ?? html ?? 'default', math, ...theme !== undefined && { theme }, themes: themes.map(({ path, css }) => ({ name: path.slice(path.lastIndexOf('/') + 1), css })) },
      files: [...themes.map(({ path }) => path), ...file === undefined ? [] : [file]], lost, ...file !== undefined && { configuration: file },
    }
  })

  connection.onRequest<BoardResult, void>(boardRequest, guarded<BoardParams, BoardResult>(server, 'The board', null,
    async ({ snapshot, document }: Asked<BoardParams>) => {
      const board = await document.board()
      if (!board) return null
      const told = (await snapshot.problems()).slice(0, mostTold)
      const fixes = told.map(problem => document.fixes(problem))
      return {
        version: snapshot.version,
        board,
        lines: board.parts.map(({ at }) => snapshot.lines().positionAt(at.start).line + 1),
        problems: told.map(({ level, code, message, span }, index) => ({ part: partAt(board, span), level, code, message, span, fixes: fixes[index]!.map(({ title }) => title) })),
        fixes,
      }
    }))

  connection.onRequest<DifferencesResult, void>(differencesRequest, guarded<DifferencesParams, DifferencesResult>(server, 'The differences', null,
    async ({ params, snapshot, document }: Asked<DifferencesParams>) => {
      const board = await document.board()
      const found = await document.differences(params.mine, params.running)
      return board && { version: snapshot.version, differs: found.map(({ span, what }) => ({ part: span && partAt(board, span), what })) }
    }))

  connection.onRequest<BlameResult, void>(blameRequest, guarded<BlameParams, BlameResult>(server, 'The blame', null,
    ({ params, snapshot, document }: Asked<BlameParams>) => {
      const span = document.blame(params.answer)
      return span && toRange(snapshot, span)
    }))

  connection.onRequest<CheckResult, void>(checkRequest, async ({ uri, text }: CheckParams) => {
    try {
      const snapshot = documents.read(uri, text)
      const { kind } = await snapshot.document()
      const problems = kind === null ? [] : await snapshot.problems()
      return { kind, problems: problems.map(({ code, level, message, span }) => ({ code, level, message, span })) }
    } catch (error) {
      log('Checking a piece', error)
      return { kind: null, problems: [] }
    }
  })

  connection.onRequest<ProblemsResult, void>(problemsRequest, guarded<ProblemsParams, ProblemsResult>(server, 'The problems', nothing,
    async ({ snapshot, document }: Asked<ProblemsParams>) => {
      const problems = await snapshot.problems()
      const errors = problems.filter(({ level }) => level === 'error')
      const warnings = problems.filter(({ level }) => level === 'warning')
      const first = errors[0] ?? warnings[0]
      return {
        kind: document.kind,
        errors: errors.length,
        warnings: warnings.length,
        ...(first && { first: { message: first.message, range: toRange(snapshot, first.span) } }),
        all: problems.slice(0, mostTold).map(problem => ({ code: problem.code, level: problem.level, message: problem.message, range: toRange(snapshot, problem.span), fixes: document.fixes(problem).map(({ title }) => title) })),
      }
    }))

  connection.onRequest<AdditionsResult, void>(additionsRequest, guarded<AdditionsParams, AdditionsResult>(server, 'The additions', null,
    ({ snapshot, document }: Asked<AdditionsParams>) => {
      const additions = document.additions()
      return additions && {
        version: snapshot.version,
        additions: additions.map(({ offset, ...addition }) => ({ ...addition, position: snapshot.lines().positionAt(offset) })),
      }
    }))

  connection.onRequest<FactsResult, void>(factsRequest, guarded<FactsParams, FactsResult>(server, 'The facts', { kind: null },
    async ({ snapshot, document: { kind, target, emulation } }: Asked<FactsParams>) => {
      if (!target) return { kind }
      const { span, ...facts } = target
      const file = target.from === 'configuration' ? await settings.fileOf(snapshot.uri) : null
      const machine = emulation?.()
      return { kind, ...machine && { emulation: machine }, libvirt: { ...facts, versions, ...span && { range: toRange(snapshot, span) }, ...file && { configuration: file.uri } } }
    }))

  connection.onNotification(hostNotification, (params: HostParams) => { void around.tellHost(params).catch((error: unknown) => log('Reading what the host has', error)) })
  connection.onNotification(trustedNotification, () => client.trust())

  return {}
}

/** A picture with more badges, or a list with more lines, would tell less. */
const mostTold = 60

const nothing: ProblemsResult = { kind: null, errors: 0, warnings: 0, all: [] }
