// `lang: english`: a language is written as a tag, `en`; screen readers and hyphenation know no other.
import { mending, type Finding, type Rule } from './rule'

export const badLang: Rule = {
  code: 'marp/bad-lang',
  what: 'A language that is no language tag.',
  level: 'warning',
  docs: { why: '`lang` becomes an attribute of the slides, which takes tags as of BCP 47: `en`, `pt-BR`. Others tell nobody anything.', mend: 'Write the tag.', by: 'marpit, markdown/directives/apply.js; BCP 47' },
  check: ({ uses }) => uses.flatMap(({ entry: { key, value, valueSpan }, heeded }): readonly Finding[] => {
    if (!heeded || key !== 'lang' || typeof value !== 'string') return []
    const tag = tags[value.toLowerCase()] ?? (/^[a-z]{2,3}_[a-z]{2}$/i.test(value) ? value.replace('_', '-') : undefined)
    return tag === undefined ? [] : [{ span: valueSpan, message: `\`${value}\` is no language tag: write \`${tag}\`.`, ...mending(`Change to \`${tag}\``, tag) }]
  }),
}

const tags: Readonly<Record<string, string>> = {
  english: 'en', german: 'de', deutsch: 'de', french: 'fr', français: 'fr', francais: 'fr', spanish: 'es', español: 'es', italian: 'it', italiano: 'it', portuguese: 'pt', português: 'pt', japanese: 'ja', 日本語: 'ja', chinese: 'zh', 中文: 'zh',
  korean: 'ko', russian: 'ru', dutch: 'nl', polish: 'pl', polski: 'pl', czech: 'cs', turkish: 'tr', swedish: 'sv', jp: 'ja', cn: 'zh', kr: 'ko',
}
