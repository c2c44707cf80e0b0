// The libvirt that a document is for, in the words of the status bar. Knows no editor.
import type { TargetFacts } from '../../server/src/protocol/messages'

/** `libvirt 12.8.0`, `libvirt 9.0.0 (host)`. */
export function labelOf({ version, folder, lacking }: TargetFacts): string {
  if (lacking) return `$(warning) libvirt ${version}`
  return `libvirt ${version}${folder !== undefined && version !== 'host' ? ' (host)' : ''}`
}

/** Markdown: what judges, and where that comes from. */
export function tooltipOf({ version, asked, from, folder, note }: TargetFacts): string {
  const what = note ?? (folder !== undefined ? `The schemas in \`${folder}\` judge this document.` : `The schemas of libvirt ${version} judge this document.`)
  const why = from === 'comment' ? `Its comment says \`libvirt=${asked}\`.`
    : from === 'configuration' ? `The project's \`.virtdeckrc.json\` or package.json says \`${asked}\`.`
    : `The setting \`virtdeck.libvirt.version\` is \`${asked}\`.`
  return `${what}\n\n${why}`
}
