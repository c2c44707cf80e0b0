// Writes a decision into a configuration, with its comments and its layout kept.
import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser'
import type { Edit, RuleLevel } from '../model'

/** The edits that set a rule's level in a configuration; `key`: as in `readConfig`. */
export function ruleEdits(text: string, code: string, level: RuleLevel, key?: string): readonly Edit[] {
  const path = [...key === undefined ? [] : [key], 'lint', 'rules', code]
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
  const formattingOptions = { insertSpaces: !indent.includes('\t'), tabSize: indent.includes('\t') ? 1 : indent.length, eol: text.includes('\r\n') ? '\r\n' : '\n' }
  // A remark behind the last rule would end up behind the new one.
  const last = findNodeAtLocation(parseTree(text) ?? { type: 'null', offset: 0, length: 0 }, path.slice(0, -1))?.children?.at(-1)
  const remarked = last !== undefined && /^[ \t]*,?[ \t]*\/[/*]/.test(text.slice(last.offset + last.length))
  return modify(text, path, level, { formattingOptions, ...remarked && { getInsertionIndex: () => 0 } }).map(({ offset, length, content }) => ({ span: { start: offset, end: offset + length }, text: content }))
}

/** A configuration that says just that. */
export const freshConfig = (code: string, level: RuleLevel): string => {
  const text = '{\n}\n'
  return applyEdits(text, modify(text, ['lint', 'rules', code], level, { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } }))
}
