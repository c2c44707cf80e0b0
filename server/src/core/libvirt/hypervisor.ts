// The hypervisor that a configuration says domains are for: a domain of another type runs elsewhere, or not at all.
import type { Problem } from '../model'
import type { XmlDocument } from '../xml/tree'
import { childElements } from '../xml/walk'
import { holdsPlaceholder } from './placeholders'
import { localName, valueOf, valueSpanOf } from './read'

export function otherHypervisors(document: XmlDocument, wanted: string | undefined): readonly Problem[] {
  if (!wanted) return []
  return childElements(document).flatMap((root): readonly Problem[] => {
    const type = localName(root) === 'domain' ? valueOf(root, 'type') : undefined
    const span = valueSpanOf(root, 'type')
    if (type === undefined || !span || type === wanted || (wanted === 'qemu' && ofQemu.includes(type)) || holdsPlaceholder(type)) return []
    return [{ code: 'libvirt/other-hypervisor', level: 'warning', span, message: `This domain is of type \`${type}\`, and the configuration says that it is for \`${wanted}\`: change one of them.` }]
  })
}

/** QEMU runs them all, by emulation or with an accelerator (virDomainVirtType). */
const ofQemu: readonly string[] = ['kvm', 'hvf']
