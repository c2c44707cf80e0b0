// What mending would change, as a unified diff that `git apply` and `patch -p1` take.
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import type { Mended } from './result'

/** `path`: with slashes, as it is to stand in the header. */
export function unifiedDiff(path: string, { before, after }: Mended, colored: boolean): string {
  const from = path.startsWith('/') ? path : `a/${path}`
  const to = path.startsWith('/') ? path : `b/${path}`
  const diff = createTwoFilesPatch(from, to, before, after, undefined, undefined, { context: 3, headerOptions: FILE_HEADERS_ONLY })
  return colored ? diff.split('\n').map(painted).join('\n') : diff
}

/** For a terminal, which a file's control characters must not steer. */
function painted(line: string): string {
  const text = line.replace(/[^\P{Cc}\t]/gu, '\uFFFD')
  const color = /^(---|\+\+\+)/.test(line) ? 1 : line.startsWith('@@') ? 36 : line.startsWith('+') ? 32 : line.startsWith('-') ? 31 : null
  return color === null ? text : `\x1b[${color}m${text}\x1b[0m`
}
