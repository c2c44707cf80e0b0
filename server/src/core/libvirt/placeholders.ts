// Templates: the places where a tool will write something before libvirt reads the file (`{{ name }}`, `${NAME}`, `%s`).
// What will stand there is not known, so that nothing is said about it.
import type { Problem, Span } from '../model'

/** Whether a value or a text holds a place to be filled. Ask only where it does not fit as it stands: libvirt has its own `$IP`. */
export const holdsPlaceholder = (text: string): boolean => placeholder.test(text)

const placeholder = new RegExp([
  // Jinja, Mustache, Go, Handlebars, ERB (made into `{% %}` below).
  '\\{\\{', '\\}\\}', '\\{[%#]', '[%#]\\}',
  // Shell, make, Ruby, PHP; Python and C#; printf.
  '\\$[{(]', '\\$[A-Za-z_]', '[#%]\\{', '\\{\\d*\\}', '\\{[A-Za-z_][^{}]*\\}', '%\\([\\w.]+\\)[sdf]', '%[sduvx](?![\\w-])',
  // Autoconf, CMake, Windows, and those that people make up.
  '@[A-Za-z_][\\w.-]*@', '%[A-Za-z_]\\w*%', '__[A-Za-z]\\w*__', '#[A-Z_]+#', '\\[\\[\\s*[\\w.]+\\s*\\]\\]',
].join('|'))

/**
 * The text with what would upset the XML inside a place to be filled made harmless, at its length: `<%= name %>` begins no
 * tag, the quotes in `"{{ vm["name"] }}"` end no value, and `<os {{ if .Uefi }} …>` is but an `<os …>`.
 */
export function harmless(text: string): string {
  if (!text.includes('<%') && !text.includes('{{') && !text.includes('{%')) return text
  return text.replace(/<%((?:(?!<%|%>)[\s\S])*)%>|\{\{[^{}]*\}\}|\{%[^{}]*%\}/g, (whole: string, ruby: string | undefined, at: number) =>
    betweenAttributes(text, at) ? ' '.repeat(whole.length) : ruby === undefined ? quiet(whole) : `{%${quiet(ruby)}%}`)
}

const quiet = (text: string): string => text.replace(/["'<>&]/g, '_')

/** In a start tag, outside of its values. */
const betweenAttributes = (text: string, at: number): boolean =>
  /<[A-Za-z][^<>"']*(?:"[^<>"]*"[^<>"']*|'[^<>']*'[^<>"']*)*$/.test(text.slice(Math.max(0, at - 500), at))

/** Told once: the first place that would have been wrong as it stands. */
export const unchecked = (span: Span): Problem => ({
  code: 'libvirt/placeholder', level: 'information', span,
  message: 'This reads like a place that a template fills: what will stand here is not checked.',
})
