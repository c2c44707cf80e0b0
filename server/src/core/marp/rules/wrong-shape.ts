// A list or a map where a directive takes text: Marp ignores it, or prints it as JavaScript would.
// From marpit's directives.js, marp-core's size.ts and math.ts, and Marp CLI's meta plugin.
import { directiveOfKey } from '../directives'
import { isList } from '../yaml'
import { replaceFix, type Rule } from './rule'

export const wrongShape: Rule = {
  code: 'marp/wrong-shape',
  what: 'A list or a map where a directive takes text.',
  level: 'warning',
  docs: {
    why: 'Marp ignores a list or a map where it expects text, or prints it as JavaScript would: `[object Object]`.',
    mend: 'Write text; quotes make text of what begins with a bracket or a brace.',
    by: 'marpit, markdown/directives/directives.js',
  },
  check: deck => deck.uses.flatMap(({ entry: { key, value, valueSpan }, heeded }) => {
    const directive = directiveOfKey(key)
    // Lists in `paginate` are worse, and have a rule of their own; so has `headingDivider`.
    if (!directive || !heeded || typeof value === 'string' || directive.kind === 'paginate' || directive.kind === 'levels') return []
    const list = isList(value)
    if (list && directive.takesList) return []
    const passed = ['class', 'lang', 'style', 'color', 'backgroundColor', 'backgroundImage', 'backgroundPosition', 'backgroundRepeat', 'backgroundSize']
    const effect = !passed.includes(directive.name) ? 'Marp ignores it' : list ? 'Marp joins it with commas' : 'it becomes `[object Object]`'
    const cure = directive.takesList ? 'Write text or a list.' : 'Put text that begins with a bracket or a brace in quotes.'
    return [{ span: valueSpan, message: `\`${key}\` takes text, and this is a ${list ? 'list' : 'map'} in YAML: ${effect}. ${cure}` }]
  }),
  fix: ({ span }, { text }) => {
    const value = text.slice(span.start, span.end)
    return /[\r\n]/.test(value) ? [] : [replaceFix('Put the value in quotes', span, `'${value.replaceAll("'", "''")}'`)]
  },
}
