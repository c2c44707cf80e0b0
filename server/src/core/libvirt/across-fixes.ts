// The fixes of what across.ts and host/lacks.ts find: the name that was meant, or letting libvirt make what must be unique.
import type { Fix, Problem } from '../model'
import type { XmlDocument } from '../xml/tree'
import { elementAround } from '../xml/walk'
import { dropped } from './rules/edits'

export function acrossFixes(document: XmlDocument, { code, span, data }: Problem): readonly Fix[] {
  const suggestion = data?.['suggestion']
  if (/^libvirt\/(?:\w+-undefined$|host-)/.test(code) && typeof suggestion === 'string') {
    const text = suggestion.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;')
    return [{ title: `Change to \`${suggestion}\``, edits: [{ span, text }], preferred: true }]
  }
  const element = code === 'libvirt/uuid-duplicate' || code === 'libvirt/mac-duplicate' ? elementAround(document, span.start) : null
  // Which of the two is the copy, nobody can tell: not preferred.
  return element && (element.name === 'uuid' || element.name === 'mac') ? [dropped(element)] : []
}
