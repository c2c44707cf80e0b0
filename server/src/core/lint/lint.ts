// What is said in the end of a document: its problems at the levels that were decided, without those that a comment suppresses,
// and with what is wrong with such comments.
import type { Problem, Span } from '../model'
import type { Document, RuleInfo } from '../service'
import { linesOf } from '../text/lines'
import { selects, unknownSelector } from './codes'
import { suppressionsIn, type Suppression } from './comments'
import { isFirm, levelled, type Resolved } from './config'

export interface Linting {
  readonly text: string
  readonly document: Document
  readonly config: Resolved
  /** All codes that there are. */
  readonly rules: readonly RuleInfo[]
  /** What the other documents say of this one; left out where nobody has looked, and then no comment about that is called unused. */
  readonly across?: readonly Problem[]
  /** About the files that it names. */
  readonly lost?: readonly Problem[]
  /** What the host lacks that it asks for. */
  readonly host?: readonly Problem[]
}

/** In the order of their places. */
export function lint({ text, document, config, rules, across, lost, host }: Linting): readonly Problem[] {
  if (config.ignored || document.kind === null) return []
  const all = [...document.problems(), ...lost ?? [], ...across ?? [], ...host ?? []]
  const found = all.flatMap(problem => levelled(problem, config) ?? [])
  const { found: suppressions, slips } = suppressionsIn(text, () => document.remarks().comments, rules)
  if (!suppressions.length && !slips.length) return across?.length || lost?.length || host?.length ? sorted(found) : found
  const uses = suppressions.filter(({ does }) => does !== 'virtdeck-enable').map((suppression): Use => ({ suppression, hit: new Set() }))
  const covers = coverage(text, document, uses, suppressions)
  const left = found.filter(problem => {
    if (isFirm(problem)) return true
    const hiding = covers(problem)
    for (const { use, code } of hiding) use.hit.add(code)
    return hiding.length === 0
  })
  const own = [...aboutCodes(suppressions, rules), ...slips.map(({ span, word, meant }): Problem => ({
    code: 'virtdeck/unknown-comment', level: 'warning', span, message: `There is no \`${word}\`: did you mean \`${meant}\`?`, data: { fix: { title: `Change to \`${meant}\``, span, text: meant } },
  })), ...isSure(all) ? uses.flatMap(use => unused(text, use, rules, across !== undefined)) : []]
  return sorted([...left, ...own.flatMap(problem => levelled(problem, config) ?? [])])
}

const sorted = (problems: readonly Problem[]): readonly Problem[] => [...problems].sort((a, b) => a.span.start - b.span.start)

/** A suppression, and which of its codes have suppressed something; null stands for all codes. */
interface Use {
  readonly suppression: Suppression
  readonly hit: Set<string | null>
}

interface Hiding { readonly use: Use; readonly code: string | null }

/** Which comments hide a problem. A problem stands on its line, and on that of the tag that it is in. */
function coverage(text: string, { remarks }: Document, uses: readonly Use[], suppressions: readonly Suppression[]): (problem: Problem) => readonly Hiding[] {
  const lines = linesOf(text)
  const lineAt = (offset: number): number => lines.positionAt(offset).line
  const { before } = remarks()
  const enables = suppressions.filter(({ does }) => does === 'virtdeck-enable')
  const named = (suppression: Suppression, code: string): string | null | undefined =>
    suppression.codes.length ? suppression.codes.find(one => selects(one.code, code))?.code : null
  return ({ code, span: { start } }) => {
    const own = lineAt(start)
    const around = before(start)
    const tag = around ? lineAt(around.offset) : own
    return uses.flatMap((use): readonly Hiding[] => {
      const { does, span } = use.suppression
      const by = named(use.suppression, code)
      if (by === undefined) return []
      const first = lineAt(span.start)
      const last = lineAt(span.end)
      const holds = does === 'virtdeck-disable-next-line' ? own === last + 1 || tag === last + 1
        : does === 'virtdeck-disable-line' ? own >= first && own <= last || tag >= first && tag <= last
          : span.start <= start && !enables.some(enable => enable.span.start > span.start && enable.span.start <= start && named(enable, code) !== undefined)
      return holds ? [{ use, code: by }] : []
    })
  }
}

/** Where the text is broken or too large, what is not found may be there all the same. */
const isSure = (problems: readonly Problem[]): boolean => !problems.some(problem => isFirm(problem) || problem.code.endsWith('/too-many-problems') || problem.code === 'libvirt/too-large')

function unused(text: string, { suppression: { does, span, codes }, hit }: Use, rules: readonly RuleInfo[], looked: boolean): readonly Problem[] {
  const sure = (selector: string): boolean => !rules.some(({ code, across }) => (across === 'host' || across && !looked) && selects(selector, code))
  const hint = (at: Span, message: string, take: Span): Problem =>
    ({ code: 'virtdeck/unused-disable', level: 'hint', span: at, message, tag: 'unnecessary', data: { fix: { title: 'Remove it', span: take, text: '', asked: true } } })
  if (!codes.length) return hit.size || !looked ? [] : [hint(span, `Nothing is wrong here that this could suppress: remove the \`${does}\`.`, wholeLine(text, span))]
  const idle = codes.filter(({ code }) => !hit.has(code) && sure(code) && unknownSelector(code, rules) === null && !isNeverHidden(code))
  if (idle.length === codes.length) return [hint(span, `${listed(idle.map(({ code }) => code))} ${idle.length === 1 ? 'is' : 'are'} not found here: remove the \`${does}\`.`, wholeLine(text, span))]
  return idle.map(({ code, span: at }) => hint(at, `\`${code}\` is not found here: remove it.`, withComma(text, at, codes[0]!.span.start === at.start)))
}

const listed = (codes: readonly string[]): string => codes.map(code => `\`${code}\``).join(', ')

/** With its line, where it stands alone on it. */
export function wholeLine(text: string, { start, end }: Span): Span {
  const before = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(Math.max(0, start - 400), start))
  const behind = /^[ \t]*(?:\r\n?|\n|$)/.exec(text.slice(end, end + 400))
  return before && behind ? { start: start - before[1]!.length, end: end + behind[0].length } : { start, end }
}

function withComma(text: string, { start, end }: Span, first: boolean): Span {
  if (first) return { start, end: end + /^\s*,?\s*/.exec(text.slice(end))![0].length }
  return { start: start - /,?\s*$/.exec(text.slice(0, start))![0].length, end }
}

const isNeverHidden = (selector: string): boolean => selector.startsWith('xml/') && selector !== 'xml/*' && selector !== 'xml/not-utf8' && selector !== 'xml/unexpanded-entity'

function aboutCodes(suppressions: readonly Suppression[], rules: readonly RuleInfo[]): readonly Problem[] {
  return suppressions.flatMap(({ codes }) => codes).flatMap(({ code, span }): readonly Problem[] => {
    const unknown = unknownSelector(code, rules)
    if (unknown) {
      const { suggestion } = unknown
      const fix = suggestion === null ? {} : { data: { fix: { title: `Change to \`${suggestion}\``, span, text: suggestion } } }
      return [{ code: 'virtdeck/unknown-code', level: 'warning', span, message: `No problem has the code \`${code}\`, so nothing is suppressed${suggestion === null ? '.' : `: did you mean \`${suggestion}\`?`}`, ...fix }]
    }
    if (!isNeverHidden(code)) return []
    return [{ code: 'virtdeck/not-to-disable', level: 'information', span, message: `\`${code}\` is told all the same: what is no XML is refused by everything that reads it. Mend it, and remove the comment.` }]
  })
}
