// Virtdeck: Open Definition. What the host has, to be read: as it runs where it runs.
import { window, workspace } from 'vscode'
import { argumentOf, type Command } from './command'
import { isResult, sideOf, targetOf, type HostResult } from './on-host'

export const openDefinition: Command = {
  id: 'virtdeck.openDefinition',
  run: (session, argument) => open(session, argument, 'view'),
}

/** `inactive` in the argument: as it will be when it starts next. */
export async function open(session: Parameters<Command['run']>[0], argument: unknown, how: 'view' | 'edit'): Promise<HostResult> {
  const side = sideOf(session, 'Open Definition')
  if (isResult(side)) return side
  const target = await targetOf(session, side, argument)
  if (isResult(target)) return target
  const { connection, object } = target
  const live = how === 'view' && object.kind === 'domain' && (object.state === 'running' || object.state === 'paused')
  const uri = side.documents.uriOf(connection, object, live ? 'live' : how)
  try {
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: !argumentOf(argument).confirmed })
    return { ok: true, outcome: 'done', answer: uri.toString() }
  } catch (error) {
    const answer = error instanceof Error ? error.message : String(error)
    void window.showErrorMessage(answer)
    return { ok: false, outcome: 'refused', answer }
  }
}
