// A directive or one of its values as Markdown: what hover and completion both show.
import { directiveDocs } from './docs/directives'
import { dollarNames, type Directive } from './directives'
import { themeNamed } from './themes'

/** `key` is the directive as written, perhaps with `_`. */
export const describeDirective = (directive: Directive, key: string): string => [
  `**\`${key}\`**: ${directive.brief.charAt(0).toLowerCase()}${directive.brief.slice(1)}`,
  `*${reach(directive, key)}, from ${directive.provider}*`,
  directiveDocs[directive.name] ?? '',
  valueList(directive),
  `Without it: ${directive.default}.`,
  `[Documentation](${directive.link})`,
].filter(Boolean).join('\n\n')

/** One of the values that the table, or the theme, knows; null for others. */
export const describeValue = (directive: Directive, value: string, themeName: string): string | null => {
  const docs = valueDocs(directive, value, themeName)
  return docs === null ? null : `**\`${directive.name}: ${value}\`**\n\n${docs}\n\n[Documentation](${directive.link})`
}

export const valueDocs = (directive: Directive, value: string, themeName: string): string | null => {
  const theme = themeNamed(themeName)
  if (directive.kind === 'theme') {
    const named = themeNamed(value)
    if (!named) return null
    return [
      named.docs,
      `Classes: ${named.classes.map(({ name }) => `\`${name}\``).join(', ')}.`,
      `Sizes: ${named.sizes.map(({ name, width, height }) => `\`${name}\` (${width} × ${height})`).join(', ')}.`,
    ].join('\n\n')
  }
  if (directive.kind === 'size') {
    const size = theme?.sizes.find(({ name }) => name === value)
    return size ? `${size.width} × ${size.height} pixels, in the theme \`${themeName}\`.` : null
  }
  if (directive.kind === 'class') {
    const known = theme?.classes.find(({ name }) => name === value)
    return known ? `${known.docs}\n\nA class of the theme \`${themeName}\`.` : null
  }
  return directive.values.find(known => known.value === value)?.docs ?? null
}

/** What to say of `$theme` and its like; null for other keys. */
export const describeDollar = (key: string): string | null =>
  key.startsWith('$') && dollarNames.includes(key.slice(1))
    ? `**\`${key}\`** is obsolete: Marp no longer knows the \`$\` prefix and ignores the line. Write \`${key.slice(1)}\`.`
    : null

const reach = (directive: Directive, key: string): string => {
  if (directive.scope === 'global') return 'For the whole deck'
  return key.startsWith('_') ? 'For this slide only' : `For this slide and the following ones; \`_${directive.name}\` is for one slide`
}

const valueList = (directive: Directive): string => {
  if (directive.kind === 'transition') return `Built in: ${directive.values.map(({ value }) => `\`${value}\``).join(', ')}.`
  if (directive.values.length < 2 || directive.values.length > 8) return ''
  return directive.values.map(({ value, docs }) => `- \`${value}\`: ${docs}`).join('\n')
}
