// `color: red # brand`: Marp quotes the value before YAML sees it, so the remark becomes a part of the value.
// From marpit's directives/yaml.js (convertLoose).
import { directiveOfKey } from '../directives'
import type { Entry } from '../yaml'
import type { Rule } from './rule'

export const trailingComment: Rule = {
  code: 'marp/trailing-comment',
  what: 'A remark behind a value, which Marp takes as a part of the value.',
  level: 'warning',
  docs: {
    why: 'Marp puts quotes around the value before YAML sees it, so that a remark behind it becomes a part of it: a colour that no browser knows, a theme that is not there.',
    mend: 'Put the remark on a line of its own.',
    by: 'marpit, markdown/directives/yaml.js',
  },
  check: deck => deck.uses.filter(({ entry, heeded }) => heeded && hasTrailingComment(entry)).map(({ entry }) => {
    const start = entry.valueSpan.start + remarkStart(entry)
    return {
      span: { start, end: entry.valueSpan.end },
      message: `Marp takes this remark as a part of the value of \`${entry.key}\`: put it on a line of its own.`,
    }
  }),
  fix: ({ span }, { text }) => {
    const before = text.slice(0, span.start)
    const start = before.trimEnd().length
    const line = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
    return [
      { title: 'Move the remark to the line above', preferred: true, edits: [{ span: { start: line, end: line }, text: `${text.slice(span.start, span.end)}${lineEnd}` }, { span: { start, end: span.end }, text: '' }] },
      { title: 'Remove the remark', edits: [{ span: { start, end: span.end }, text: '' }] },
    ]
  },
}

/** Text for people may hold a ` # `; names, numbers and colours do not. */
export const hasTrailingComment = (entry: Entry): boolean => {
  const directive = directiveOfKey(entry.key)
  // Of `headingDivider: 2 # remark` Marp reads the number only.
  const free = directive?.kind === 'markdown' || directive?.kind === 'css' || (directive?.kind === 'text' && directive.name !== 'lang')
    || (directive?.kind === 'levels' && /^[1-6]\s+#/.test(typeof entry.value === 'string' ? entry.value : ''))
  return entry.loosened && !free && remarkStart(entry) > 0
}

const remarkStart = ({ value }: Entry): number => {
  const found = typeof value === 'string' ? /\s#(\s|$)/.exec(value) : null
  return found ? found.index + 1 : -1
}
