// What a code or a path means, as Markdown: for those who are no terminal.
import { languages, rulesOf } from '../../core/languages'
import type { Explanation, RuleInfo } from '../../core/service'
import { explainRequest, type ExplainParams, type ExplainResult } from '../../protocol/messages'
import type { Feature } from '../server'

export const explain: Feature = ({ connection, log }) => {
  connection.onRequest<ExplainResult, void>(explainRequest, async ({ topic }: ExplainParams) => {
    try {
      return await explained(topic.trim())
    } catch (error) {
      log('Explaining', error)
      return { found: false, text: 'That could not be looked up.' }
    }
  })
  return {}
}

async function explained(topic: string): Promise<ExplainResult> {
  const rule = (await rulesOf()).find(({ code }) => code === topic)
  if (rule) return { found: true, text: ofRule(rule) }
  const answers = await Promise.all(languages.map(language => language.explain?.(topic)))
  const found = answers.find(answer => answer?.found)
  if (found?.found) return { found: true, text: ofPath(found.found, found.others) }
  const others = [...new Set(answers.flatMap(answer => answer?.others ?? []))].slice(0, most)
  return { found: false, text: `There is nothing named \`${topic.replaceAll('`', '')}\`${others.length ? `: did you mean ${others.map(code).join(' or ')}?` : '.'}` }
}

const most = 6

const code = (text: string): string => `\`${text}\``

const labelled = (label: string, text: string | undefined): string => text === undefined || text === '' ? '' : `**${label}:** ${text}`

const ofRule = ({ code: name, title, level, across, docs }: RuleInfo): string => joined([
  `# ${name}`, title, docs?.why ?? '',
  labelled('Level', level), labelled('How to mend it', docs?.mend), labelled('Enforced by', docs?.by), labelled('Since', docs?.since && `libvirt ${docs.since}`), labelled('Until', docs?.until && `libvirt ${docs.until}`),
  labelled('Needs', across === 'host' ? 'a host to be chosen' : across && 'other documents of the workspace'),
])

const ofPath = ({ path, title, text, facts, lists, link, card }: Explanation, others: readonly string[]): string => joined([
  `# ${path}`, title, ...text,
  ...facts.map(([label, fact]) => labelled(label, fact)),
  ...lists.map(({ label, items, rest }) => [`**${label}:**`, ...items.map(({ name, note, brief }) => `- ${code(name)}${note === undefined ? '' : ` (${note})`}${brief === '' ? '' : `: ${brief}`}`), ...rest === undefined ? [] : [`- also ${rest}`]].join('\n')),
  link ?? '', ...card ? [`## ${card.title}`, card.text] : [],
  labelled('See also', others.slice(0, most).map(code).join(', ')),
])

const joined = (parts: readonly string[]): string => parts.filter(part => part !== '').join('\n\n')
