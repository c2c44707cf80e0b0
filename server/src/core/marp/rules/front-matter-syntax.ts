// YAML that Marp cannot read: it drops every directive of the block and says nothing, so we do, at the place.
// What counts as broken is what js-yaml refuses after Marp's loosening (marpit's directives/yaml.js).
import type { Fix, Problem, Span } from '../../model'
import type { Deck } from '../deck'
import { commentLine, directiveOfKey } from '../directives'
import { settingsEnd, type FrontMatter } from '../front-matter'
import { readYaml, type YamlFault } from '../yaml'
import { explain } from './yaml-faults'
import { replaceFix, textIn, type Finding, type Rule } from './rule'

export const frontMatterSyntax: Rule = {
  code: 'marp/front-matter-syntax',
  what: 'YAML that Marp cannot read: it drops every directive of the block.',
  level: 'error',
  docs: {
    why: 'Marp drops the whole block at its first error: theme, page numbers and all, without a word.',
    mend: 'The message says what YAML stumbles over; mostly quotes around the value mend it.',
    by: 'js-yaml; marpit, markdown/directives/yaml.js',
  },
  check: deck => {
    const { frontMatter, source } = deck
    if (!frontMatter) return []
    if (frontMatter.ok) return onlyForCommandLine(deck, frontMatter)
    const limit = source.place(source.lineStart(settingsEnd(source, frontMatter)))
    const faults = frontMatter.faults.filter(({ code, span }) => code !== 'DUPLICATE_KEY' && span.start < limit)
    const findings = faults.map(fault => findingOf(deck, fault))
    const [first] = findings
    if (!first) return faults.length === 0 && frontMatter.faults.length === 0 ? noMap(deck, frontMatter) : []
    // One slip makes YAML stumble again and again; tabs are slips of their own.
    return [first, ...findings.slice(1).filter(finding => finding.data?.['tab'] === true && finding.span.start > first.span.end)]
  },
  fix: (problem, deck) => fixes(problem, deck),
}

const consequence = 'Until then Marp drops every directive of this front matter, without a word.'

const findingOf = (deck: Deck, fault: YamlFault): Finding => {
  const { source } = deck
  const line = source.lineAt(source.at(fault.span.start))
  const text = source.line(line)
  const lineStart = source.place(source.lineStart(line))
  const { start, end, message, quote, tab, insert } = explain(fault, text, fault.span.start - lineStart, fault.span.end - lineStart)
  return {
    span: { start: lineStart + start, end: lineStart + end },
    message: `${message} ${consequence}`,
    data: { ...(quote ? { quote: true } : {}), ...(tab ? { tab: true } : {}), ...(insert === undefined ? {} : { insert }) },
  }
}

/** Text that parses but is no list of `name: value`, such as a single sentence. */
const noMap = ({ source }: Deck, frontMatter: FrontMatter): readonly Finding[] => {
  const text = source.raw.slice(frontMatter.content.start, frontMatter.content.end)
  if (text.split(/[\r\n]/).every(line => /^\s*(#.*)?$/.test(line))) return []
  const start = frontMatter.content.start + text.length - text.trimStart().length
  const end = start + (/^[^\r\n]*/.exec(text.trimStart())?.[0].trimEnd().length ?? 0)
  return [{ span: { start, end }, message: `This is not \`name: value\`. ${consequence}` }]
}

/** Values that only Marp CLI quotes: read there, but the previews of VS Code lose the whole block over them. */
const onlyForCommandLine = (deck: Deck, frontMatter: FrontMatter): readonly Finding[] => {
  const suspects = frontMatter.entries.filter(entry => entry.loosened && directiveOfKey(entry.key)?.provider === 'Marp CLI')
  if (suspects.length === 0) return []
  const { start, end } = frontMatter.content
  const text = deck.source.text.slice(deck.source.at(start), deck.source.at(end))
  const strict = readYaml(text, commentLine, offset => deck.source.place(deck.source.at(start) + offset))
  const fault = strict.faults[0]
  if (!fault) return []
  const lineOf = (offset: number): number => deck.source.lineAt(deck.source.at(offset))
  const entry = suspects.find(({ keySpan }) => lineOf(keySpan.start) === lineOf(fault.span.start)) ?? suspects[0]
  return entry ? [{
    span: entry.valueSpan,
    level: 'warning',
    message: `Put the value of \`${entry.key}\` in quotes: Marp CLI can read it as it is, but previews without Marp CLI cannot, and drop every directive of this front matter.`,
    data: { quote: true },
  }] : []
}

const fixes = (problem: Problem, deck: Deck): readonly Fix[] => {
  const { span } = problem
  const text = deck.text.slice(span.start, span.end)
  const insert = textIn(problem, 'insert')
  if (problem.data?.['tab'] === true) return [replaceFix('Replace tabs by spaces', span, text.replaceAll('\t', '  '))]
  if (problem.data?.['quote'] === true) return [replaceFix('Put the value in quotes', span, quoted(text))]
  if (insert !== undefined) return [replaceFix(insert === ' ' ? 'Insert a space' : `Insert ${insert}`, atEnd(span), insert)]
  return []
}

const atEnd = ({ end }: Span): Span => ({ start: end, end })

/** Single quotes where they can be: nothing needs an escape in them but the quote itself. */
const quoted = (text: string): string => `'${text.replace(/^(["'])(.*)\1$/, '$2').replaceAll("'", "''")}'`
