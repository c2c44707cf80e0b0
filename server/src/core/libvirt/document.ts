// A document of libvirt's, opened: every answer is worked out when it is first asked for, once. Wiring only.
import type { Problem } from '../model'
import { foreign, type Document } from '../service'
import { parse } from '../xml/parse'
import type { XmlDocument } from '../xml/tree'
import { rootOf, visit } from '../xml/walk'
import { blame } from './blame'
import { complete } from './completion'
import { fixesOf } from './fixes'
import { foldsOf } from './folding'
import { hoverAt } from './hover'
import { rootNames } from './roots'
import { ruleProblems } from './rules/index'
import { judge, kindOf, type Grammar, type Judgement } from './structure'
import { machineOf } from './summary'
import { outlineOf } from './symbols'

export { kindOf, parse, rootOf }

export function opened(document: XmlDocument, grammar: Grammar, kind: string): Document {
  const judgement = once(() => judge(document, grammar, kind))
  const large = once(() => tooLarge(document))
  const schema = once(() => [...document.problems, ...large() ?? judgement().problems])
  const problems = once(() => sorted([...schema(), ...large() ? [] : ruleProblems(document, kind, schema())]))
  const known = (): Judgement => large() ? { document, grammar, kind, root: null, problems: [] } : judgement()
  return {
    kind,
    problems,
    complete: offset => complete(known(), offset),
    hover: offset => hoverAt(known(), offset),
    outline: once(() => outlineOf(document)),
    folds: once(() => foldsOf(document)),
    fixes: problem => fixesOf(document, problem),
    summary: () => kind === 'domain' ? machineOf(document) : null,
    blame: answer => blame(document, answer, problems()),
  }
}

/** A text that has no root yet, or only the beginning of one: nobody's, but it may become ours. */
export function beginning(document: XmlDocument, grammar: Grammar, name: string): Document {
  const judgement = once((): Judgement => rootNames.has(name) ? judge(document, grammar, name) : { document, grammar, kind: 'domain', root: null, problems: [] })
  return { ...foreign, complete: offset => complete(judgement(), offset) }
}

/** No definition of libvirt's comes near this; judging more than that would keep an editor waiting. */
const mostElements = 250_000

function tooLarge(document: XmlDocument): readonly Problem[] | null {
  let elements = 0
  visit(document, () => ++elements <= mostElements)
  const root = rootOf(document)
  return elements <= mostElements || !root ? null : [{
    code: 'libvirt/too-large', level: 'information', span: root.nameSpan,
    message: `This document has more than ${mostElements.toLocaleString('en')} elements and is not checked against libvirt's schema: split it, or check it with \`virt-xml-validate\`.`,
  }]
}

const sorted = (problems: readonly Problem[]): readonly Problem[] => [...problems].sort((a, b) => a.span.start - b.span.start)

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
