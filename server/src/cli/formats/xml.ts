// Text as XML takes it, in a value or between tags. What XML 1.0 forbids becomes U+FFFD: no reference may stand for it either.

export const escaped = (text: string): string => text
  .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
  .replace(/[&<>"'\t\n\r]/g, character => references[character]!)

/** White space too: an attribute's would be read as blanks. */
const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' }

/** An element with its attributes, on a line of its own: around a text, around other elements, or empty. */
export function element(depth: number, name: string, attributes: Readonly<Record<string, string | number>>, content: string | readonly string[] = []): string {
  const indent = '  '.repeat(depth)
  const tag = `${indent}<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join('')}`
  if (typeof content === 'string') return `${tag}>${escaped(content)}</${name}>\n`
  return content.length ? `${tag}>\n${content.join('')}${indent}</${name}>\n` : `${tag}/>\n`
}

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
