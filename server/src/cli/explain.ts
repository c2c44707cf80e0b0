// `virtdeck explain PATH`: what the languages know of it, wrapped to the terminal's width.
import { languages } from '../core/languages'
import { explainedCode } from './explain-code'
import type { Explanation, ExplainedList } from '../core/service'
import { printable } from './quote'
import { complain, isColored } from './terminal'
import { markdownLines, plain, wrapped, type Screen } from './wrap'

export async function explain(path: string): Promise<number> {
  const { text, status } = await explained(path, { columns: process.stdout.columns ?? 80, colored: isColored(process.stdout) })
  if (status) complain(text)
  else process.stdout.write(text)
  return status
}

/** What to print, and the exit status: 0 when the path means something, 2 when it does not. */
export async function explained(path: string, screen: Screen): Promise<{ readonly text: string, readonly status: number }> {
  const code = await explainedCode(path, screen)
  if (code) return code
  const answers = []
  const named = languages.filter(({ id }) => path.trim().startsWith(`${id}:`))
  for (const language of named.length ? named : languages) {
    const answer = await language.explain?.(path)
    if (answer) answers.push(answer)
  }
  const [first, ...rest] = answers.filter(({ found }) => found)
  if (first?.found) return { text: page(first.found, [...first.others, ...rest.map(({ found }) => found!.path)], screen), status: 0 }
  const others = [...new Set(answers.flatMap(answer => answer.others))]
  const [why] = [...answers.filter(answer => answer.others.length), ...answers].flatMap(answer => answer.why ?? [])
  const meant = others.length ? `: did you mean ${others.slice(0, most).join(' or ')}?` : '.'
  return { text: printable(`there is nothing named ${JSON.stringify(path)}${why === undefined ? '' : ` (${why.replaceAll('`', '')})`}${meant}`) + '\n', status: 2 }
}

function page(explanation: Explanation, others: readonly string[], screen: Screen): string {
  const { path, title, text, facts, lists, link, card } = explanation
  return [
    ...wrapped(path, screen, { style: 'bold' }),
    ...wrapped(title, screen),
    ...text.length ? ['', ...text.flatMap((paragraph, at) => [...at ? [''] : [], ...markdownLines(paragraph, screen)])] : [],
    ...facts.length ? [''] : [],
    ...facts.flatMap(([label, fact]) => wrapped(fact, screen, { first: `${label}: `, indent: 2, label: true })),
    ...lists.flatMap(list => ['', ...listed(list, screen)]),
    ...link === undefined ? [] : ['', link],
    ...card ? ['', ...wrapped(card.title, screen, { style: 'bold' }), '', ...markdownLines(card.text, screen), '', card.link] : [],
    ...others.length ? ['', ...wrapped(`${others.slice(0, most).join(', ')}${others.length > most ? ` and ${others.length - most} more` : ''}`, screen, { first: 'See also: ', indent: 2, label: true })] : [],
    '',
  ].join('\n')
}

/** The names of a list stand in a column, as wide as most of them and the terminal allow. */
function listed({ label, items, rest }: ExplainedList, screen: Screen): readonly string[] {
  const column = Math.min(24, Math.floor(screen.columns / 3), Math.max(0, ...items.map(({ name, note }) => plain(name).length + (note ? note.length + 3 : 0)))) + 2
  return [
    ...wrapped(`${label}:`, screen, { style: 'bold' }),
    ...items.flatMap(({ name, note, brief }) => wrapped(brief, screen, { first: `  ${`${name}${note ? ` (${note})` : ''}`.padEnd(column)}`, indent: column + 2, label: true })),
    ...rest === undefined ? [] : wrapped(rest, screen, { first: items.length ? '  also ' : '  ', indent: 4 }),
  ]
}

/** Nobody reads more paths than that. */
const most = 6
