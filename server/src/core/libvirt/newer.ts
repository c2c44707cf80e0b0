// Problems of a document for an older libvirt that are none by a newer one: then the name or value is no slip, but needs the newer.
import type { Fix, Problem, Span } from '../model'
import type { Attribute, Element } from '../xml/tree'
import { childElements, elementAround } from '../xml/walk'
import { proseOf } from './docs/index'
import { fixesOf } from './fixes/index'
import { outcomeOf } from './messages'
import { by, exactly, isOlder, sinceIn, sinceOfValue, takes, type Where } from './since'
import { judgeRoot, pathIn, type Judgement } from './structure'
import { versionCommentOf } from './version-comment'
import * as say from './version-messages'
import { versions, type Edition } from './versions'

/** The problems of a judgement, those put in other words that a newer libvirt would not have, and without those that the target would not. */
export function withVersions(judgement: Judgement): readonly Problem[] {
  const { aim } = judgement
  const problems = judgement.problems()
  if (!aim || !problems.length) return problems
  const newer = aim.editions.filter(({ version }) => isOlder(judgement, version)).map(asked(judgement))
  return newer.length ? problems.flatMap(problem => reworded(judgement, problem, newer)) : problems
}

/** What stands at the place of a problem. */
interface Token {
  readonly where: Where
  readonly word: string
  readonly what: string
  readonly repair: string
  /** The version that the docs name. */
  readonly told: string | undefined
}

interface Newer {
  readonly version: string
  /** Whether it has no problem with just that. */
  readonly passes: (problem: Problem) => boolean
  /** Whether it has none in all of the element around. */
  readonly passesAround: (problem: Problem) => boolean
}

/** Judged when the first problem wants it. */
function asked(judgement: Judgement): (edition: Edition) => Newer {
  const { document } = judgement
  const root = judgement.root()
  const element = childElements(document).find(({ nameSpan }) => nameSpan.start === root?.place.start)
  return edition => {
    let judged: readonly Problem[] | undefined
    const found = (): readonly Problem[] => {
      if (judged || !element) return judged ?? []
      const { grammar, subject } = by(judgement, edition)
      return judged = judgeRoot(document, element, grammar, [subject]).problems()
    }
    return {
      version: edition.version,
      passes: ({ span }) => !found().some(other => other.span.start === span.start && other.span.end === span.end),
      passesAround: ({ span }) => {
        const around = elementAround(document, span.start)?.span ?? span
        return !found().some(other => other.span.start >= around.start && other.span.end <= around.end)
      },
    }
  }
}

function reworded(judgement: Judgement, problem: Problem, newer: readonly Newer[]): readonly Problem[] {
  const { version: target } = judgement.aim!.target
  const allows = newer.find(({ passes }) => passes(problem))
  if (!allows) return [problem]
  const token = tokenAt(judgement, problem)
  const since = token && sinceIn(judgement, token.where)(token.word)
  // What the next of our grammars allows, a target before it may allow as well: what is not sure is no error.
  const between = allows === newer[0] && judgement.aim!.target.judge !== target
  if (!token || !since || !isOlder(judgement, since.version) || takenHere(judgement, token)) {
    const whole = newer.find(({ passesAround }) => passesAround(problem))
    if (!whole) return [problem]
    return [between ? { ...problem, level: 'information', message: `${problem.message} ${say.allowedBy(whole.version, target)}` }
      : { ...problem, message: `${problem.message} ${say.allowedSince(whole.version)}` }]
  }
  const version = exactly(since, token.told)
  if (!isOlder(judgement, version)) return []
  const needs = { code: 'schema/needs-newer', span: problem.span, data: { ...problem.data, suggestion: null, was: problem.code, version } }
  return between && version === since.version
    ? [{ ...needs, level: 'information', message: say.mayNeedNewer(token.what, since.older, since.version, target) }]
    : [{ ...needs, level: 'error', message: `${say.needsNewer(token.what, version, target, token.repair)}${endOf(problem, token)}` }]
}

/** What an older libvirt does with it, as the problem had it. */
function endOf({ code, message }: Problem, { where }: Token): string {
  const outcome = outcomeOf(code, where.kind === 'element' || where.kind === 'attribute' ? 'name' : 'value')
  return outcome && message.endsWith(outcome) ? ` ${outcome}` : ''
}

/** An installed libvirt may have been given what its version has not. */
const takenHere = (judgement: Judgement, { where, word }: Token): boolean => takes(judgement, where)(word)

function tokenAt(judgement: Judgement, { code, span, data }: Problem): Token | null {
  const element = elementAround(judgement.document, span.start)
  if (!element) return null
  const at = (place: Span | null): boolean => place !== null && place.start === span.start && place.end === span.end
  if (at(element.nameSpan)) return aboutElement.has(code) ? elementToken(judgement, element) : null
  const attribute = element.attributes.find(({ nameSpan, valueSpan }) => at(nameSpan) || at(valueSpan))
  if (attribute) return at(attribute.nameSpan) ? code === 'schema/invalid-value' ? null : attributeToken(judgement, element, attribute) : valueToken(judgement, element, attribute)
  const word = data?.['value']
  return code === 'schema/invalid-value' && typeof word === 'string' ? textToken(judgement, element, word.trim()) : null
}

/** The codes that stand on the name of the element that is too much; the others there tell what it lacks. */
const aboutElement: ReadonlySet<string> = new Set(['schema/unknown-element', 'schema/misplaced-element', 'schema/not-with', 'schema/refused'])

function elementToken(judgement: Judgement, element: Element): Token {
  const parent = element.parent.kind === 'element' ? element.parent : null
  return {
    where: { kind: 'element', parent }, word: element.name, what: say.subjects.element(element.name, parent && parent.name), repair: 'remove it',
    told: proseOf(pathIn(judgement, element))?.since,
  }
}

function attributeToken(judgement: Judgement, element: Element, attribute: Attribute): Token {
  return {
    where: { kind: 'attribute', element, without: attribute }, word: attribute.name, what: say.subjects.attribute(attribute.name, element.name), repair: 'remove it',
    told: proseOf(pathIn(judgement, element), attribute.name)?.since,
  }
}

function valueToken(judgement: Judgement, element: Element, attribute: Attribute): Token {
  const word = attribute.value ?? ''
  return {
    where: { kind: 'value', element, attribute }, word, what: say.subjects.value(word, attribute.name, element.name), repair: 'choose another',
    told: sinceOfValue(proseOf(pathIn(judgement, element), attribute.name), word),
  }
}

function textToken(judgement: Judgement, element: Element, word: string): Token {
  return { where: { kind: 'text', element }, word, what: say.subjects.text(word, element.name), repair: 'choose another', told: sinceOfValue(proseOf(pathIn(judgement, element)), word) }
}

/** Raising the version where the document names it, then what mends it without. */
export function versionFixes(judgement: Judgement, problem: Problem): readonly Fix[] {
  const { code, span, data = {} } = problem
  if (code === 'libvirt/unknown-version') {
    const suggestion = data['suggestion']
    return [...typeof suggestion === 'string' ? [suggestion] : [], ...versions.filter(version => version !== suggestion)]
      .map((version, at) => ({ title: `Change to \`${version}\``, edits: [{ span, text: version }], ...at === 0 && typeof suggestion === 'string' && { preferred: true } }))
  }
  if (code !== 'schema/needs-newer') return []
  const { was, version } = data
  const comment = versionCommentOf(judgement.document)
  const raise = comment && typeof version === 'string' ? [{ title: `Set this document's libvirt to ${version}`, edits: [{ span: comment.span, text: version }] }] : []
  return [...raise, ...typeof was === 'string' ? fixesOf(judgement, { ...problem, code: was }) : []]
}
