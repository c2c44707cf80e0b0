// What a comment is to Marp: directives, a presenter note, or a remark to another tool.
// A comment counts as directives when it is YAML with at least one key that Marp knows; else its text is a note.
import type { Span } from '../model'
import { commentLine, directiveOfKey } from './directives'
import { emptyReading, readYaml, type Entry, type YamlReading } from './yaml'

export interface Comment {
  readonly kind: 'directives' | 'note' | 'remark'
  /** With its `<!--` and `-->`. */
  readonly span: Span
  /** What stands inside, without blanks around it. */
  readonly content: Span
  readonly text: string
  /** The keys, also of a note that reads like directives: the rules look there for slips. */
  readonly entries: readonly Entry[]
}

/** Reads a comment's content; `place` leads from its offsets to the author's text. */
export const readComment = (text: string, span: Span, content: Span, place: (offset: number) => number): Comment => {
  const reading = text.length < longest && looksLikeKeys(text) ? single(text, place) ?? readYaml(text, commentLine, place) : emptyReading
  const entries = reading.ok ? reading.entries : []
  const kind = entries.some(({ key }) => key !== 'marp' && directiveOfKey(key)) ? 'directives' : remarks.some(remark => remark.test(text)) ? 'remark' : 'note'
  return { kind, span, content, text, entries }
}

/** A comment longer than this is text that was commented out. */
const longest = 100_000

/** What marpit leaves to other tools (its comment.js): neither directive nor note. */
const remarks: readonly RegExp[] = [
  /^prettier-ignore(-(start|end))?$/,
  /^markdownlint-((disable|enable).*|capture|restore)$/,
  /^lint (disable|enable|ignore).*$/,
]

/** Most comments are prose: YAML is asked only where a line begins like a key. */
const looksLikeKeys = (text: string): boolean => /^\s*[{?"']?\s*["']?[_$]?[A-Za-z]+["']?\s*:/m.test(text)

/** The usual `name: value` needs no YAML: Marp quotes it, and without a backslash the quotes change nothing. */
const single = (text: string, place: (offset: number) => number): YamlReading | null => {
  const match = /^([_A-Za-z]+)([ \t]*:)( +)([^\s["'{|>~&*\\][\x20-\x21\x23-\x5b\x5d-\x7e]*)$/.exec(text)
  if (!match || !commentLine(text)) return null
  const [, key = '', colon = '', blanks = '', value = ''] = match
  const start = key.length + colon.length + blanks.length
  return {
    ok: true,
    faults: [],
    entries: [{
      key,
      keySpan: { start: place(0), end: place(key.length) },
      value,
      valueSpan: { start: place(start), end: place(start + value.length) },
      loosened: true,
    }],
  }
}
