// A document that can be changed at will: elements with lists of attributes and children, and back to text.
import type { Element, Node } from '../../server/src/core/xml/tree'

export interface Plain {
  readonly kind: 'element'
  name: string
  attributes: { name: string, value: string }[]
  children: (Plain | Words)[]
}

/** Text, or what stands between texts: written as it is. */
export interface Words {
  readonly kind: 'text' | 'comment' | 'cdata'
  value: string
}

export function plainOf(element: Element): Plain {
  return {
    kind: 'element', name: element.name,
    attributes: element.attributes.map(({ name, value }) => ({ name, value: value ?? '' })),
    children: element.children.flatMap((node: Node): (Plain | Words)[] => node.kind === 'element' ? [plainOf(node)]
      : node.kind === 'text' || node.kind === 'cdata' || node.kind === 'comment' ? [{ kind: node.kind, value: node.value }] : []),
  }
}

export function copyOf(plain: Plain): Plain {
  return {
    ...plain, attributes: plain.attributes.map(attribute => ({ ...attribute })),
    children: plain.children.map(child => child.kind === 'element' ? copyOf(child) : { ...child }),
  }
}

export function written(plain: Plain): string {
  const parts: string[] = []
  write(plain, parts)
  return parts.join('')
}

function write({ name, attributes, children }: Plain, parts: string[]): void {
  parts.push('<', name, ...attributes.map(attribute => ` ${attribute.name}="${escaped(attribute.value).replaceAll('"', '&quot;').replace(/[\t\r\n]/g, blank => `&#${blank.charCodeAt(0)};`)}"`))
  if (!children.length) return void parts.push('/>')
  parts.push('>')
  for (const child of children) {
    if (child.kind === 'element') write(child, parts)
    else parts.push(child.kind === 'comment' ? `<!--${child.value}-->` : child.kind === 'cdata' ? `<![CDATA[${child.value}]]>` : escaped(child.value))
  }
  parts.push('</', name, '>')
}

const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** All elements, outermost first, each with the one around it. */
export function allIn(root: Plain): readonly { readonly element: Plain, readonly parent: Plain | null }[] {
  const found: { element: Plain, parent: Plain | null }[] = []
  const visit = (element: Plain, parent: Plain | null): void => {
    found.push({ element, parent })
    for (const child of element.children) if (child.kind === 'element') visit(child, element)
  }
  visit(root, null)
  return found
}

export function elementsOf(element: Plain): readonly Plain[] {
  return element.children.filter(child => child.kind === 'element')
}
