// How the tests of this room ask: a deck is opened as the hosts open it, and answers are compared as text.
import assert from 'node:assert/strict'
import { marp } from '../../../server/src/core/marp/index'
import type { Edit } from '../../../server/src/core/model'
import { defaultMarp, defaultSettings, type Document, type MarpSettings } from '../../../server/src/core/service'

export const open = (text: string, settings: Partial<MarpSettings> = {}): Promise<Document> => marp.open(text, { ...defaultSettings, marp: { ...defaultMarp, ...settings } })

/** A deck around some front matter. */
export const withFrontMatter = (lines: string): string => `---\nmarp: true\n${lines}\n---\n\n# One\n\n---\n\n# Two\n`

/** Each problem as `code: underlined text`. */
export const problemsIn = async (text: string, settings: Partial<MarpSettings> = {}): Promise<readonly string[]> => {
  const problems = (await open(text, settings)).problems()
  for (const { span, message } of problems) {
    assert.ok(span.start >= 0 && span.end >= span.start && span.end <= text.length, 'the span lies in the text')
    assert.match(message, /[.?]$/)
  }
  return problems.map(({ code, span }) => `${code.replace('marp/', '')}: ${text.slice(span.start, span.end)}`)
}

export const checkProblems = async (text: string, expected: readonly string[]): Promise<void> =>
  assert.deepEqual(await problemsIn(text), expected, JSON.stringify(text))

/** Applies the first fix of the first problem. */
export const checkFix = async (text: string, expected: string): Promise<void> => {
  const document = await open(text)
  const problem = document.problems()[0]
  assert.ok(problem, `no problem in ${JSON.stringify(text)}`)
  const fix = document.fixes(problem)[0]
  assert.ok(fix, `no fix for ${problem.code} in ${JSON.stringify(text)}`)
  assert.equal(applyEdits(text, fix.edits), expected)
}

export const applyEdits = (text: string, edits: readonly Edit[]): string => {
  const sorted = [...edits].sort((a, b) => b.span.start - a.span.start)
  sorted.forEach(({ span }, index) => assert.ok(index === 0 || span.end <= (sorted[index - 1]?.span.start ?? 0), 'edits do not overlap'))
  return sorted.reduce((result, { span, text: insert }) => result.slice(0, span.start) + insert + result.slice(span.end), text)
}
