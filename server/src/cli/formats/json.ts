// `--format json`: a fixed shape for programs. Positions count from zero in UTF-16 code units, as in LSP.
import { linesOf } from '../../core/text/lines'
import type { Result } from '../result'
import type { Format } from './format'

export const json: Format = {
  end: results => `${JSON.stringify({ version: 1, files: results.filter(({ failure }) => failure === undefined).map(file) })}\n`,
}

function file({ path, text, kind, target, problems }: Result): unknown {
  const lines = linesOf(text)
  return {
    path,
    kind,
    libvirt: target?.judge ?? null,
    problems: problems.map(({ code, level, message, span }) => ({
      code, severity: level, message, range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
    })),
  }
}
