// The tool that lints: the problems of a file, with the repairs that the editor would offer.
import type { TextProblem } from '../../../server/src/protocol/messages'
import { documentAt, type DocumentInput, type Tool } from './tool'

export const lint: Tool<DocumentInput> = {
  name: 'virtdeck_lint',
  doing: ({ file }) => `Linting ${file}`,
  async run({ server }, input) {
    const document = await documentAt(input)
    if (typeof document === 'string') return document
    const { kind, all } = await server.problems(document.uri)
    if (kind === null) return `${input.file} is neither libvirt XML nor a Marp deck.`
    return all.length ? `${input.file} (${kind}):\n${all.map(problem => lineOf(problem)).join('\n')}` : `No problems in ${input.file} (${kind}).`
  },
}

const lineOf = ({ code, level, message, range: { start }, fixes }: TextProblem): string =>
  `${start.line + 1}:${start.character + 1} ${level} ${code}: ${message}${fixes.length ? ` (fixes: ${fixes.join('; ')})` : ''}`
