// `url` is where the deck will be published: Marp CLI takes whole addresses only.
import type { Finding, Rule } from './rule'

export const badUrl: Rule = {
  code: 'marp/bad-url',
  what: 'A `url` that is no whole address.',
  level: 'warning',
  docs: { why: 'Marp CLI warns of an address that is not absolute and leaves it out.', mend: 'Write it with `https://`.', by: 'marp-cli, engine/meta-plugin' },
  check: ({ uses }) => uses.flatMap(({ entry: { key, value, valueSpan }, where }): readonly Finding[] =>
    where === 'front-matter' && key === 'url' && typeof value === 'string' && value !== '' && /^[\w.-]+\.[a-z]{2,}(?:[/?#]\S*)?$|^\/\S*$/i.test(value)
      ? [{ span: valueSpan, message: `Marp CLI takes a whole address here and ignores \`${value}\`: begin it with \`https://\`.` }] : []),
}
