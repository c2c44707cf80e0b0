// `virtdeck lint --list-rules`: every code with its level and meaning, as a table for people or as JSON.
import { rulesOf } from '../core/languages'
import { plain } from './wrap'

export async function listRules(format: 'text' | 'json'): Promise<number> {
  const rules = [...await rulesOf()].sort((a, b) => a.code < b.code ? -1 : 1)
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify({ version: 1, rules: rules.map(({ code, level, title, docs }) => ({ code, level, title, ...docs })) }, null, 2)}\n`)
    return 0
  }
  const widest = Math.max(...rules.map(({ code }) => code.length))
  process.stdout.write(rules.map(({ code, level, title }) => `${code.padEnd(widest)}  ${level.padEnd('information'.length)}  ${plain(title)}\n`).join(''))
  return 0
}
