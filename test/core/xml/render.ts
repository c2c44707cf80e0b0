// A tree on one line, for tests: names, [attributes], (children); `?` marks a start tag without end, `~` an element never closed.
import type { Attribute, Element, Node, XmlDocument } from '../../../server/src/core/xml/tree'

export const render = ({ children }: XmlDocument): string => renderAll(children)

const renderAll = (nodes: readonly Node[]): string => nodes.map(renderNode).filter(shown => shown !== '').join(' ')

const renderNode = (node: Node): string => {
  switch (node.kind) {
    case 'element': return renderElement(node)
    case 'text': return node.value.trim() === '' ? '' : JSON.stringify(node.value.trim())
    case 'cdata': return `![${node.value.trim()}]`
    case 'comment': return `<!${node.value.trim()}>`
    case 'instruction': return `?${node.target}`
    case 'doctype': return '!doctype'
  }
}

const renderElement = ({ name, attributes, children, startTagEnded, selfClosed, endTag }: Element): string => [
  name,
  startTagEnded ? '' : '?',
  startTagEnded && !selfClosed && !endTag ? '~' : '',
  attributes.length > 0 ? `[${attributes.map(renderAttribute).join(' ')}]` : '',
  children.some(child => renderNode(child) !== '') ? `(${renderAll(children)})` : '',
].join('')

const renderAttribute = ({ name, value }: Attribute): string => value === null ? name : `${name}=${value}`
