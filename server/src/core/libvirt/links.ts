// Places that lead elsewhere: paths of files on the host that a document names, and libvirt's page about its kind.
import type { Link } from '../model'
import type { Element, XmlDocument } from '../xml/tree'
import { rootOf, visit } from '../xml/walk'
import { localName, textOf, textSpanOf } from './read'

export function linksOf(document: XmlDocument): readonly Link[] {
  const links: Link[] = []
  const root = rootOf(document)
  const page = root && Object.hasOwn(pages, localName(root)) ? pages[localName(root)] : undefined
  if (root && page) links.push({ span: root.nameSpan, to: { kind: 'page', url: `https://libvirt.org/${page}.html` }, tooltip: `libvirt.org: ${page}` })
  visit(document, element => {
    for (const { name, value, valueSpan } of element.attributes) {
      if (value && valueSpan && isPath(value) && !ofGuest(element, name)) links.push({ span: valueSpan, to: { kind: 'file', path: value } })
    }
    const { children: [only, ...more] } = element
    const text = only && !more.length ? textOf(element) : undefined
    if (text && isPath(text) && !ofGuest(element, '')) links.push({ span: textSpanOf(element)!, to: { kind: 'file', path: text } })
  })
  return links
}

/** Absolute, and of characters that stand for themselves. */
const isPath = (text: string): boolean => text.length < 4096 && /^\/[^/\s\0<>|*?"'][^\0\n<>|*?"']*$/.test(text)

/** Paths that mean something inside of the machine, not on its host. */
const ofGuest = ({ name, parent }: Element, attribute: string): boolean =>
  (name === 'target' && (attribute === 'dir' || attribute === 'dev')) || name === 'cmdline' || name === 'init' || name === 'initdir' || name === 'initarg'
  || (parent.kind === 'element' && parent.name === 'metadata')

/** By the name of a root. */
const pages: Readonly<Record<string, string>> = {
  domain: 'formatdomain', network: 'formatnetwork', networkport: 'formatnetworkport', pool: 'formatstorage', volume: 'formatstorage', filter: 'formatnwfilter',
  secret: 'formatsecret', device: 'formatnode', domainsnapshot: 'formatsnapshot', domaincheckpoint: 'formatcheckpoint', domainbackup: 'formatbackup',
  domainCapabilities: 'formatdomaincaps', capabilities: 'formatcaps', storagepoolCapabilities: 'formatstoragecaps',
}
