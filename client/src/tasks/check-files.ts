// Each domain of a workspace, put to the dry run of a host; one line for each that it would refuse, in the form that the linter prints.
import { FileType, RelativePattern, Uri, workspace } from 'vscode'
import type { Session } from '../commands/command'
import { headOf } from '../definitions/define'
import { checkAsked, nativeFormat, noDryRun } from '../hosts/check'
import type { HostSide } from '../hosts/side'
import { connectionProblem } from '../virsh/connection'
import { fallbackSpan } from '../virsh/place'
import type { Print } from './printing'

interface Asked {
  readonly files: readonly string[]
  readonly connection: string
}

/** Ends with 0 where the host takes all, 1 where it refuses one, 2 where it could not be asked. */
export async function checkFiles({ server }: Session, side: HostSide, { files, connection }: Asked, print: Print, signal: AbortSignal): Promise<void> {
  const problem = !workspace.isTrusted ? 'This workspace is not trusted: no host is touched.' : connectionProblem(connection) ?? (nativeFormat(connection) === null ? `No dry run: ${noDryRun(connection)}.` : null)
  if (problem !== null) return print(problem, 2)
  let [checked, refused] = [0, 0]
  for (const uri of await filesOf(files)) {
    if (signal.aborted) return
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri))
    if (headOf(text)?.kind !== 'domain') continue
    const answer = await checkAsked(side.hosts.session(connection), side.driver, side.tools.withCopy, text, { signal })
    if (answer.outcome !== 'cancelled') side.hosts.note(connection, answer)
    if (answer.outcome !== 'done' && answer.outcome !== 'refused') return print(`${connection} could not be asked (${answer.outcome}): ${answer.text}`, 2)
    checked++
    if (answer.outcome === 'done') continue
    refused++
    const document = await workspace.openTextDocument(uri)
    const place = await server.blame(uri, answer.text)
    const at = place?.start ?? document.positionAt(fallbackSpan(document.getText(), answer.text).start)
    print(`${printable(workspace.asRelativePath(uri, false))}:${at.line + 1}:${at.character + 1}: error vm/refused ${printable(answer.text)}`)
  }
  print(`${connection} would ${refused ? `refuse ${refused} of ${checked}` : `take ${checked === 1 ? 'the one domain' : `all of ${checked} domains`}`}.`, refused ? 1 : 0)
}

/** On one line, and nothing that steers a terminal. */
const printable = (text: string): string => text.replace(/\s*\n\s*/g, ' · ').replace(/\p{Cc}/gu, '\uFFFD')

async function filesOf(names: readonly string[]): Promise<readonly Uri[]> {
  const folders = workspace.workspaceFolders ?? []
  const found = await Promise.all(folders.flatMap(folder => (names.length ? names : ['.']).map(async name => {
    const uri = Uri.joinPath(folder.uri, name)
    const isFolder = await Promise.resolve(workspace.fs.stat(uri)).then(({ type }) => (type & FileType.Directory) !== 0, () => null)
    return isFolder === null ? [] : isFolder ? workspace.findFiles(new RelativePattern(uri, '**/*.xml')) : [uri]
  })))
  return [...new Map(found.flat().map(uri => [uri.toString(), uri])).values()].sort((one, other) => one.path.localeCompare(other.path))
}
