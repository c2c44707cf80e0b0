// Problem to edits: what was probably meant, what is allowed instead, what is missing, where it belongs, or taking it out.
import type { Edit, Fix, Problem } from '../../model'
import { applied } from '../../text/edits'
import { parse } from '../../xml/parse'
import { repairOf } from '../../xml/problems'
import { childElements, elementAround, lineage } from '../../xml/walk'
import { ruledOf } from '../rules/index'
import { judgeRoot, type Judgement } from '../structure'
import { removeAttribute, removeElement, renameElement, replaceName } from './edits'
import { textIn, type Case, type Fixer } from './fix'
import { merged } from './merge'
import { addAttribute, addChild, bindPrefix } from './missing'
import { moved } from './move'
import { reordered } from './reorder'
import { notWith, otherValue } from './values'

/** By the problem's code. */
const fixers: Readonly<Record<string, Fixer>> = {
  'xml/unbound-prefix': bindPrefix,
  'schema/unknown-element': ({ source, element, data }) => {
    const suggestion = textIn(data['suggestion'])
    return [...suggestion === null ? [] : [renameElement(element, suggestion)], removeElement(source, element)]
  },
  'schema/unknown-attribute': ({ source, attribute, data }) => {
    const suggestion = textIn(data['suggestion'])
    return attribute ? [...suggestion === null ? [] : [replaceName(attribute.nameSpan, suggestion)], removeAttribute(source, attribute)] : []
  },
  'schema/invalid-value': otherValue,
  'schema/not-with': notWith,
  'schema/misplaced-element': moved,
  'schema/repeated-element': merged,
  'schema/unexpected-text': ({ problem: { span } }) => [{ title: 'Remove the text', edits: [{ span, text: '' }] }],
  'schema/missing-attribute': addAttribute,
  'schema/missing-child': addChild,
  'schema/libxml2-order': reordered,
}

export function fixesOf(judgement: Judgement, problem: Problem): readonly Fix[] {
  const { document } = judgement
  const repair = repairOf(problem)
  if (repair) return [repair]
  const { code, span, data = {} } = problem
  const element = elementAround(document, span.start)
  const fixer = Object.hasOwn(fixers, code) ? fixers[code] : undefined
  if (!element || !fixer) return []
  const attribute = element.attributes.find(({ span: whole }) => whole.start <= span.start && span.end <= whole.end) ?? null
  return fixer({
    judgement, source: document.text, problem, data, element, attribute,
    mends: edits => left(judgement, element, edits) < judgement.problems().length,
    mendsCleanly: edits => left(judgement, element, edits) < judgement.problems().length && !bringsOther(judgement, element, edits),
    ruled: edits => ruled(judgement, element, edits),
  })
}

/** How many problems there would be in the root that an element is in; fixes are asked for by hand, so that there is time to look. */
function left(judgement: Judgement, element: Case['element'], edits: readonly Edit[]): number {
  const { problems, document } = tried(judgement, element, edits) ?? {}
  return problems && document ? problems().length + document.problems.length - judgement.document.problems.length : Infinity
}

function bringsOther(judgement: Judgement, element: Case['element'], edits: readonly Edit[]): boolean {
  const count = (problems: readonly Problem[], wanted: string): number => problems.filter(({ code }) => code === wanted).length
  const problems = tried(judgement, element, edits)?.problems() ?? []
  return problems.some(({ code }) => count(problems, code) > count(judgement.problems(), code))
}

function ruled(judgement: Judgement, element: Case['element'], edits: readonly Edit[]): number {
  const after = tried(judgement, element, edits)
  const version = judgement.aim?.target.version
  return after?.ruled?.problems(after.problems(), version === 'host' ? undefined : version).filter(({ level }) => level === 'error').length ?? 0
}

/** The root that an element is in, judged anew after edits; null when they leave none. */
function tried({ document, grammar, subject }: Judgement, element: Case['element'], edits: readonly Edit[]): Judgement | null {
  const at = childElements(document).indexOf(lineage(element)[0]!)
  const changed = parse(applied(document.text, edits))
  const root = childElements(changed)[at]
  return root ? { ...judgeRoot(changed, root, grammar, [subject]), ruled: subject.within.length ? undefined : ruledOf(root) } : null
}
