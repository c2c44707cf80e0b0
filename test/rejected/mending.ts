// What a fix does to a document: whether the error is gone, and whether another has come. The errors of rules and of the
// schema count alike.
import { libvirt } from '../../server/src/core/libvirt/index'
import type { Fix, Problem } from '../../server/src/core/model'
import { defaultSettings, type Document } from '../../server/src/core/service'
import { applied } from '../../server/src/core/text/edits'

export interface Mending {
  readonly problem: Problem
  readonly fix: Fix
  readonly after: string
  readonly gone: boolean
  /** The codes of errors of which there are more now. */
  readonly brought: readonly string[]
}

export const open = (text: string): Promise<Document> => libvirt.open(text, defaultSettings)

export const errorsOf = (document: Document): readonly Problem[] => document.problems().filter(({ level }) => level === 'error')

/** Every fix of every error in a document, each applied alone. */
export async function mendingsOf(text: string): Promise<readonly Mending[]> {
  const document = await open(text)
  const errors = errorsOf(document)
  const found: Mending[] = []
  for (const problem of errors) {
    for (const fix of document.fixes(problem)) {
      const after = applied(text, fix.edits)
      const left = errorsOf(await open(after))
      const more = (code: string): number => count(left, code) - count(errors, code)
      found.push({ problem, fix, after, gone: more(problem.code) < 0, brought: [...new Set(left.map(({ code }) => code))].filter(code => more(code) > 0) })
    }
  }
  return found
}

/** Fixes one after the other until no error is left, the first of each; null when some error has none. */
export async function mended(text: string): Promise<string | null> {
  let now = text
  for (let round = 0; round < mostRounds; round++) {
    const document = await open(now)
    const [first] = errorsOf(document)
    if (!first) return now === text ? null : now
    const [fix] = document.fixes(first)
    if (!fix) return null
    now = applied(now, fix.edits)
  }
  return null
}

const mostRounds = 20

const count = (problems: readonly Problem[], code: string): number => problems.filter(problem => problem.code === code).length
