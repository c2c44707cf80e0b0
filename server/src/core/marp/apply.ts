// What Marp makes of a directive's value: what it takes, what it turns it into, and what it passes over in silence.
// From marpit's directives.js, marp-core's size.ts and math.ts, and Marp CLI's meta and transition plugins.
import { directiveOfKey } from './directives'
import { themeNamed, type Theme } from './themes'
import { isList, textOf, type Entry, type Value } from './yaml'

/** What holds on a slide; only what was accepted. */
export type Applied = Readonly<Record<string, Value | boolean | number | readonly number[]>>

/** The global directives among these entries, as they hold for the deck. */
export const applyGlobals = (entries: readonly Entry[], before: Applied, themes: readonly Theme[]): Applied => apply(entries, before, 'global', themes)

/** The local directives among these entries: for this slide and the following ones, or (`_`) for this slide only. */
export const applyLocals = (
  entries: readonly Entry[], before: { readonly local: Applied; readonly spot: Applied },
): { readonly local: Applied; readonly spot: Applied } => ({
  local: apply(entries.filter(entry => !entry.key.startsWith('_')), before.local, 'local', []),
  spot: apply(entries.filter(entry => entry.key.startsWith('_')), before.spot, 'local', []),
})

/** A directive's value as Marp takes it; undefined where Marp ignores it. */
export const accepted = (name: string, value: Value, themes: readonly Theme[]): Applied[string] | undefined => {
  switch (name) {
    case 'theme': return typeof value === 'string' && themeNamed(value, themes) ? value : undefined
    case 'headingDivider': return headingLevels(value)
    case 'math': return value === 'mathjax' || value === 'katex' ? value : undefined
    case 'paginate': return pagination(value)
    case 'class': return isList(value) ? value.map(textOf).join(' ') : value
    case 'keywords': return keywords(value)
    case 'marp': return undefined
    case 'style': case 'lang': case 'color': case 'backgroundColor': case 'backgroundImage':
    case 'backgroundPosition': case 'backgroundRepeat': case 'backgroundSize': return value
    default: return typeof value === 'string' ? value : undefined
  }
}

const apply = (entries: readonly Entry[], before: Applied, scope: 'global' | 'local', themes: readonly Theme[]): Applied => {
  let result = before
  for (const { key, value } of entries) {
    const directive = directiveOfKey(key)
    if (!directive || directive.scope !== scope) continue
    const taken = accepted(directive.name, value, themes)
    if (taken !== undefined) result = { ...result, [directive.name]: taken }
  }
  return result
}

const headingLevels = (value: Value): false | number | readonly number[] | undefined => {
  if (isList(value)) {
    const wanted = value.map(item => isList(item) ? Number.NaN : Number.parseInt(textOf(item), 10))
    return [1, 2, 3, 4, 5, 6].filter(level => wanted.includes(level))
  }
  if (value === 'false') return false
  const level = Number.parseInt(textOf(value), 10)
  return level >= 1 && level <= 6 ? level : undefined
}

/** Marp throws on a list or a map here; a slide cannot be drawn then, and `undefined` is as good as any answer. */
const pagination = (value: Value): boolean | string | undefined => {
  if (typeof value !== 'string') return undefined
  const normalized = value.toLowerCase()
  return normalized === 'hold' || normalized === 'skip' ? normalized : normalized === 'true'
}

const keywords = (value: Value): readonly Value[] | undefined => {
  if (typeof value === 'string') return [...new Set(value.split(',').map(word => word.trim()).filter(Boolean))]
  return isList(value) ? [...new Set(value.map(word => textOf(word).trim()).filter(Boolean))] : undefined
}
