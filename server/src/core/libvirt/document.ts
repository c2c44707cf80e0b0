// A document of libvirt's, opened: every answer is worked out when it is first asked for, once. Wiring only.
import type { Problem } from '../model'
import { defaultSettings, foreign, type Document, type Settings } from '../service'
import { parse } from '../xml/parse'
import { mostAttributes, mostTags } from '../xml/scan'
import type { Element, XmlDocument } from '../xml/tree'
import { childElements, rootOf } from '../xml/walk'
import { acrossFixes } from './across-fixes'
import { blame } from './blame'
import { complete } from './completion'
import { editingOf } from './editing'
import { factsOf } from './facts'
import { fixesOf } from './fixes/index'
import { foldsOf } from './folding'
import { hintsIn } from './hints'
import { emulationOf } from './host/emulation'
import { withDevice } from './host/hostdev'
import { lacksOf } from './host/lacks'
import { hoverAt } from './hover'
import { otherHypervisors } from './hypervisor'
import { wantedAt } from './knowers/index'
import { versionFixes, withVersions } from './newer'
import { once } from './once'
import { localName } from './read'
import { remarksOf } from './remarks'
import { rootNames } from './roots'
import { ruledOf } from './rules/index'
import { machineFrom } from './rules/machine'
import { judge, judgeRoot, type Judgement } from './structure'
import { fragmentsOf, subjectIn, subjectsOf, wholeOf, type Subject } from './subject'
import { outlineOf } from './symbols'
import { aimOf, type Aim } from './target'

export { aimOf, parse, rootOf, subjectsOf }

/**
 * Null when its first root is not libvirt's. Other roots are judged too: people keep several in one file.
 * `source` is the text as typed, where the document was read with its templates made harmless.
 */
export function opened(document: XmlDocument, aim: Aim, source = document.text, settings: Settings = defaultSettings): Document | null {
  const { grammar } = aim
  const [first, ...others] = childElements(document).filter(({ name }) => name !== '').map(root => ({ root, subjects: subjectsFor(root, aim) }))
  if (!first?.subjects.length) return null
  const roots = [first, ...others.filter(({ subjects }) => subjects.length > 0)]
  const large = once(() => tooLarge(document))
  const judgements = once(() => roots.map(({ root, subjects }): Judgement => withRules(root,
    { ...large() ? { document, grammar, subject: subjects[0]!, root: () => null, readings: new Map(), problems: () => [] } : judgeRoot(document, root, grammar, subjects), aim })))
  const schema = once(() => [...document.problems, ...aim.problems, ...otherHypervisors(document, settings.libvirt.hypervisor), ...large() ?? judgements().flatMap(withVersions)])
  const problems = once(() => sorted([...schema(), ...ofRules()]))
  const ofRules = (): readonly Problem[] => large() ? [] : judgements().flatMap(({ ruled }) => ruled?.problems(schema(), versionOf(aim)) ?? [])
  /** The judgement on the root that a place is in, or that stands before it. */
  const at = (offset: number): Judgement => judgements()[Math.max(0, roots.filter(({ root }) => root.span.start <= offset).length - 1)]!
  const kind = localName(first.root)
  const editing = editingOf({ document, source, settings, within: root => roots.find(known => known.root === root)?.subjects[0]?.within ?? [], judgementAt: at })
  return {
    ...editing,
    hints: span => judgements().flatMap(judgement => hintsIn(judgement, span, settings.hints)),
    kind,
    target: aim.target,
    problems,
    wants: offset => wantedAt(at(offset), offset),
    complete: (offset, around) => complete(at(offset), offset, around, editing.ids),
    hover: (offset, host) => withDevice(document, offset, hoverAt(at(offset), offset), host),
    outline: once(() => outlineOf(document)),
    folds: once(() => foldsOf(document)),
    fixes: problem => {
      const judgement = at(problem.span.start)
      return [...versionFixes(judgement, problem), ...fixesOf(judgement, problem), ...judgement.ruled?.fixes(problem) ?? [], ...acrossFixes(document, problem)]
    },
    summary: () => null,
    board: async () => kind === 'domain' ? (await import('./board/board')).boardOf(document) : null,
    differences: async (mine, running) => (await import('./running/differences')).differencesOf(document, parse(mine), parse(running)),
    blame: answer => blame(document, answer, problems()),
    remarks: once(() => remarksOf(document)),
    lacking: host => large() ? [] : lacksOf(document, editing.ids(), host),
    emulation: once(() => emulationOf(document)),
    facts: lines => factsOf(document, editing.ids(), lines),
  }
}

/** Fragments have none: what they miss may be in the document that they are for. */
function withRules(root: Element, judgement: Judgement): Judgement {
  if (judgement.subject.within.length) return judgement
  const machine = once(() => machineFrom(root))
  return { ...judgement, ruled: ruledOf(root, machine), ...localName(root) === 'domain' && { machine } }
}

/** An installed libvirt may not tell which it is. */
const versionOf = ({ target: { version } }: Aim): string | undefined => version === 'host' ? undefined : version

/** What is libvirt's is so by any of its versions: the newest knows the most. */
function subjectsFor(root: Element, { grammar, editions }: Aim): readonly Subject[] {
  const newest = editions.at(-1)?.grammar() ?? grammar
  const subjects = subjectsOf(root, newest)
  return newest === grammar ? subjects : subjects.map(subject => subjectIn(grammar, subject, root.name))
}

/** A text that has no root yet, or only the beginning of one: nobody's, but it may become ours. */
export function beginning(document: XmlDocument, aim: Aim): Document {
  const { grammar } = aim
  const judgement = once((): Judgement => {
    const root = rootOf(document)
    const subjects = root ? [...rootNames.has(root.name) ? [wholeOf(grammar, root.name)] : [], ...fragmentsOf(grammar, root)] : []
    return { ...root && subjects.length ? judgeRoot(document, root, grammar, subjects) : judge(document, grammar, 'domain'), aim }
  })
  return { ...foreign, complete: (offset, around) => complete(judgement(), offset, around) }
}

/** It was not read to its end, so nothing in it is judged. */
function tooLarge(document: XmlDocument): readonly Problem[] | null {
  const root = rootOf(document)
  return !document.cut || !root ? null : [{
    code: 'libvirt/too-large', level: 'information', span: root.nameSpan,
    message: `This document has more than ${mostTags.toLocaleString('en')} tags, or more than ${mostAttributes.toLocaleString('en')} attributes in one of them, and is not checked against libvirt's schema: split it, or check it with \`virt-xml-validate\`.`,
  }]
}

const sorted = (problems: readonly Problem[]): readonly Problem[] => [...problems].sort((a, b) => a.span.start - b.span.start)
