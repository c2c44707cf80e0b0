// `virtdeck explain CODE`: what a problem is about, why libvirt or Marp minds, and how to mend it.
import { rulesOf } from '../core/languages'
import { unknownSelector } from '../core/lint/index'
import type { RuleInfo } from '../core/service'
import { printable } from './quote'
import { markdownLines, wrapped, type Screen } from './wrap'

/** Null for what is no code, nor nearly one: paths have slashes too. */
export async function explainedCode(asked: string, screen: Screen): Promise<{ readonly text: string, readonly status: number } | null> {
  const name = asked.trim()
  const [, family] = /^([a-z]+)\/[a-z0-9*-]+$/i.exec(name) ?? []
  if (family === undefined && !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name)) return null
  const rules = await rulesOf()
  const rule = rules.find(({ code }) => code === name)
  if (rule) return { text: page(rule, rules, screen), status: 0 }
  // `network/name` is a path: only what begins with a family of ours is meant to be a code.
  const families = new Set(rules.map(({ code }) => code.slice(0, code.indexOf('/'))))
  if (family !== undefined && !families.has(family)) return null
  const suggestion = unknownSelector(name, rules)?.suggestion ?? null
  const bare = family === undefined && rules.find(({ code }) => code === suggestion && code.endsWith(`/${name}`))
  if (bare) return { text: page(bare, rules, screen), status: 0 }
  if (family === undefined) return null
  const of = rules.filter(({ code }) => code.startsWith(`${family}/`)).length
  const meant = suggestion === null ? `; virtdeck lint --list-rules lists the ${of} of ${family}` : `: did you mean ${suggestion}?`
  return { text: printable(`there is no code ${JSON.stringify(name)}${meant}`) + '\n', status: 2 }
}

function page({ code, title, level, across, docs }: RuleInfo, rules: readonly RuleInfo[], screen: Screen): string {
  const fact = (label: string, text: string | undefined): readonly string[] => text === undefined || text === '' ? [] : wrapped(text, screen, { first: `${label}: `, indent: 2, label: true })
  return [
    ...wrapped(code, screen, { style: 'bold' }),
    ...wrapped(title, screen),
    '',
    ...docs ? [...markdownLines(docs.why, screen), ''] : [],
    ...fact('Level', level),
    ...fact('How to mend it', docs?.mend),
    ...fact('Enforced by', docs?.by),
    ...fact('Since', docs?.since && `libvirt ${docs.since}`),
    ...fact('Until', docs?.until && `libvirt ${docs.until}`),
    ...fact('Needs', across && (across === 'host' ? 'a host to be chosen, in an editor' : 'other documents of the workspace beside this one')),
    '',
    ...wrapped(`\`<!-- virtdeck-disable-next-line ${code} reason -->\``, screen, { first: 'To suppress it once: ', indent: 2, label: true }),
    ...wrapped(`\`virtdeck lint --rule ${code}=off\`, or \`"lint": { "rules": { "${code}": "off" } }\` in \`.virtdeckrc.json\``, screen, { first: 'Everywhere: ', indent: 2, label: true }),
    ...fact('See also', kin(code, rules).join(', ')),
    '',
  ].join('\n')
}

/** Others about the same thing: of the same family, and with the same first words, the more the better. */
function kin(code: string, rules: readonly RuleInfo[]): readonly string[] {
  const words = code.split(/[/-]/)
  const shared = (other: string): number => other.split(/[/-]/).findIndex((word, at) => word !== words[at])
  return rules.map(rule => rule.code).filter(other => other !== code && shared(other) > 1).sort((a, b) => shared(b) - shared(a)).slice(0, 6)
}
