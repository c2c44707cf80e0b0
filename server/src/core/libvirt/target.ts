// Which libvirt a document is for, and the grammar that judges it: by its comment, else by the setting.
import type { Problem, Span, Target } from '../model'
import { isVersion, type Installed, type Settings } from '../service'
import type { Grammar } from '../grammar/load'
import { closestName } from '../text/names'
import type { XmlDocument } from '../xml/tree'
import { grammarOfInstalled } from './installed'
import { versionCommentOf } from './version-comment'
import * as say from './version-messages'
import { bundled, editionFor, editions, newestVersion, versions, type Edition } from './versions'

/** A target, the grammar that judges by it, and the bundled ones to compare it with, oldest first. */
export interface Aim {
  readonly target: Target
  readonly grammar: Grammar
  readonly editions: readonly Edition[]
  /** About the comment that names the target. */
  readonly problems: readonly Problem[]
}

export async function aimOf(document: XmlDocument, { libvirt: { version, schemas, decided } }: Settings, installed?: Installed): Promise<Aim> {
  const all = await editions()
  const comment = versionCommentOf(document)
  const heeded = comment && isVersion(comment.version) ? comment : null
  const asked = heeded?.version ?? (isVersion(version) ? version : 'latest')
  const from: Origin = heeded ? { asked, from: 'comment', span: heeded.span } : { asked, from: decided ? 'configuration' : 'setting' }
  const { target, grammar } = asked === 'host' ? await ofHost(from, all, schemas, installed) : ofBundle(from, all)
  return { target, grammar, editions: all, problems: comment ? aboutComment(comment.version, comment.span, target) : [] }
}

type Origin = Pick<Target, 'asked' | 'from' | 'span'>
type Found = Pick<Aim, 'target' | 'grammar'>

function ofBundle(from: Origin, all: readonly Edition[]): Found {
  const version = from.asked === 'latest' ? newestVersion : from.asked
  const edition = editionFor(version, all)
  const note = edition.version === version ? {} : { note: say.judgedByAnother(version, edition.version, bundled) }
  return { target: { ...from, version, judge: edition.version, ...note }, grammar: edition.grammar() }
}

async function ofHost(from: Origin, all: readonly Edition[], folder: string, installed: Installed | undefined): Promise<Found> {
  const found = installed ? await installed.find(folder) : say.needsDesktop
  const grammar = typeof found === 'string' ? found : await grammarOfInstalled(found)
  if (typeof found !== 'string' && typeof grammar !== 'string') {
    const version = found.version ?? 'host'
    return { target: { ...from, version, judge: version, folder: found.folder }, grammar }
  }
  const latest = ofBundle({ ...from, asked: 'latest' }, all)
  return { ...latest, target: { ...latest.target, ...from, lacking: true, note: say.lacking(String(grammar), newestVersion) } }
}

function aboutComment(version: string, span: Span, { from, note, lacking }: Target): readonly Problem[] {
  if (version === '') return []
  if (from === 'comment') return lacking ? [{ code: 'libvirt/no-host', level: 'warning', span, message: note ?? '' }] : []
  const suggestion = versions.find(known => known.startsWith(`${version}.`)) ?? closestName(version, versions) ?? null
  return [{ code: 'libvirt/unknown-version', level: 'warning', span, message: say.unknownVersion(version, suggestion, versions), data: { suggestion } }]
}
