// What versions add to a place: in the comment that names one, completion and hover; elsewhere the tags and lines that say
// from which libvirt on a name or value is known, and the names that only a newer libvirt knows.
import type { Hover, Suggestion } from '../model'
import type { Place } from '../xml/locate'
import type { Element } from '../xml/tree'
import { proseOf } from './docs/index'
import { exactly, isOlder, newest, sinceIn, sinceOfValue, tagOf, type Since, type Where } from './since'
import { pathIn, type Judgement } from './structure'
import { versionIn } from './version-comment'
import * as say from './version-messages'
import { newestVersion, spoken, versions } from './versions'

type Other = Extract<Place, { readonly kind: 'other' }>

/** The versions, in the comment that names one. */
export function versionsIn({ document }: Judgement, { node }: Other, offset: number): readonly Suggestion[] {
  const found = node.kind === 'comment' ? versionIn(node, document.text) : null
  if (!found || offset < found.span.start || offset > found.span.end) return []
  return versions.map((version, at) => {
    const about = say.aboutVersion(version, newestVersion)
    return { label: version, kind: 'value', replace: found.span, insert: version, ...about !== null && { detail: about }, sort: String(at) }
  })
}

export function versionHover({ document, aim }: Judgement, { node }: Other, offset: number): Hover | null {
  const found = node.kind === 'comment' ? versionIn(node, document.text) : null
  if (!aim || !found || offset < node.span.start || offset > node.span.end) return null
  return aim.target.span?.start === found.span.start ? { span: found.span, markdown: say.aboutTarget(aim.target) } : null
}

/** The suggestions of a place with their tags; for an older target also those of the newest libvirt, at the end. */
export function withTags(judgement: Judgement, where: Where | null, list: (judgement: Judgement) => readonly Suggestion[]): readonly Suggestion[] {
  const own = list(judgement)
  if (!where || !judgement.aim) return own
  const since = sinceIn(judgement, where)
  const newer = newest(judgement)
  const versionOf = ({ kind, label }: Suggestion): string | null => {
    // A list may hold others too, such as a closing tag.
    const found = kind === where.kind ? since(label) : null
    // The docs, which are read for it, are asked where it matters: for the newest libvirt a tag is but a word to the careful.
    return found && (newer ? exactly(found, toldOf(judgement, where, label)) : found.version)
  }
  const known = new Set(own.map(({ label }) => label))
  const tagged = own.map(suggestion => {
    const version = versionOf(suggestion)
    return version === null ? suggestion : withTag(suggestion, version)
  })
  const later = newer ? list(newer).filter(({ label }) => !known.has(label)) : []
  return [...tagged, ...later.flatMap(suggestion => {
    const version = versionOf(suggestion)
    if (version === null) return []
    // A target between two that we know may have it all the same.
    return [isOlder(judgement, version) ? { ...withTag(suggestion, version), sort: `~${suggestion.sort ?? suggestion.label}` } : suggestion]
  })]
}

function withTag(suggestion: Suggestion, version: string): Suggestion {
  const { detail } = suggestion
  return { ...suggestion, detail: detail === undefined ? tagOf(version) : `${tagOf(version)} · ${detail}` }
}

/** What a hover says of it; nothing where the docs tell it already and the target has it. */
export function needsLine(judgement: Judgement, where: Where, word: string): readonly string[] {
  const found = judgement.aim ? sinceIn(judgement, where)(word) : null
  if (!found) return []
  const told = toldOf(judgement, where, word)
  const version = exactly(found, told)
  const older = isOlder(judgement, version)
  return told?.startsWith(version) && !older ? [] : [say.needs(spoken(version), older ? judgement.aim!.target.version : null)]
}

/** The judgement that knows most of a place: by the document's own libvirt, else by the newest. */
export function knowing(judgement: Judgement, where: Where, word: string): Judgement {
  const newer = newest(judgement)
  const found: Since | null = newer && sinceIn(judgement, where)(word)
  return newer && found && isOlder(judgement, found.version) ? newer : judgement
}

/** Where the children of an element stand, by one of them. */
export const among = (element: Element): Where => ({ kind: 'element', parent: element.parent.kind === 'element' ? element.parent : null })

function toldOf(judgement: Judgement, where: Where, word: string): string | undefined {
  switch (where.kind) {
    case 'element': return proseOf([...where.parent ? pathIn(judgement, where.parent) : [], word])?.since
    case 'attribute': return proseOf(pathIn(judgement, where.element), word)?.since
    case 'value': return sinceOfValue(proseOf(pathIn(judgement, where.element), where.attribute.name), word)
    case 'text': return sinceOfValue(proseOf(pathIn(judgement, where.element)), word)
  }
}
