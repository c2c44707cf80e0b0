// Puts one fault each into many documents, and measures what is said of it: the token, how many problems, what the fix leaves.
import { join } from 'node:path'
import { attributesIn, valuesIn } from '../../server/src/core/grammar/expect'
import type { Grammar } from '../../server/src/core/grammar/load'
import { opened, parse } from '../../server/src/core/libvirt/document'
import type { Problem, Span } from '../../server/src/core/model'
import type { Document } from '../../server/src/core/service'
import { applied } from '../../server/src/core/text/edits'
import { childElements } from '../../server/src/core/xml/walk'
import { asked, groupBy } from './compare'
import { faultKinds, materialOf, type Fault, type FaultKind, type Material, type Others } from './faults'
import { isThere } from './oracles'
import { hashOf, randomFrom } from './random'
import type { Seed } from './seeds'

export interface MeasureOptions {
  readonly schemas: string
  readonly grammar: Grammar
  readonly seeds: readonly Seed[]
  readonly count: number
  readonly seed: number
  readonly scratch: string
}

export interface Row {
  readonly kind: FaultKind
  readonly all: number
  /** The first problem covers the token, no more and no less. */
  readonly token: number
  readonly single: number
  /** Typos: the first problem has a preferred fix, it leaves a valid document, it leaves the text as it was. */
  readonly valid: number
  readonly original: number
  readonly misses: readonly string[]
}

interface Mutant extends Fault {
  readonly kind: FaultKind
  readonly file: string
  readonly schema: string
  readonly before: string
}

/** Which half of the material a file is of: one to tune on, one to measure on. Files of one subject are all in one half. */
export function halfOf(file: string): 'tune' | 'test' {
  const [subject] = file.split('/').at(-1)!.replace(/\.xml$/, '').split(/[-.]/)
  return hashOf(subject!) % 2 ? 'tune' : 'test'
}

export function measured(options: MeasureOptions): readonly Row[] {
  const { grammar, count, scratch, schemas } = options
  const random = randomFrom(options.seed)
  const right = validSeeds(options)
  const others = othersIn(right.map(({ material }) => material), grammar)
  const quota = Math.ceil(count / faultKinds.length)
  const kept = new Map<FaultKind, Mutant[]>(faultKinds.map(kind => [kind, []]))
  // Many a change is none to libxml2: some rounds more for the kinds that are few still.
  for (let round = 0; round < 8; round++) {
    const made = faultKinds.flatMap(kind => Array.from({ length: kept.get(kind)!.length < quota ? Math.ceil(quota * 0.8) : 0 }, () => {
      const { seed, material } = random.pick(right)
      const fault = kind.make(material, others, random)
      return fault && fault.text !== seed.text ? { ...fault, kind, file: seed.file, schema: seed.schema, before: seed.text } : null
    })).filter(mutant => mutant !== null)
    for (const [schema, group] of groupBy(made, ({ schema }) => schema)) {
      const opinions = asked(join(scratch, 'mutants'), join(schemas, `${schema}.rng`), group.map(({ text }) => text), ['xmllint'])
      const wrong = group.filter((_, at) => !opinions[at]!.xmllint.valid)
      // What libxml2 alone refuses (its interleave) is no fault: jing tells, where we find nothing.
      const silent = wrong.filter(({ text }) => !problemsOf(text, grammar).length)
      const others = silent.length && isThere('jing') ? asked(join(scratch, 'silent'), join(schemas, `${schema}.rng`), silent.map(({ text }) => text), ['xmllint', 'jing']) : []
      const right = new Set(silent.filter((_, at) => others[at]?.jing?.valid))
      for (const mutant of wrong) {
        const list = kept.get(mutant.kind)!
        if (!right.has(mutant) && list.length < quota) list.push(mutant)
      }
    }
  }
  return [...kept].map(([kind, mutants]) => rowOf(kind, mutants, options))
}

function validSeeds({ seeds, grammar, schemas, scratch }: MeasureOptions): readonly { readonly seed: Seed, readonly material: Material }[] {
  return [...groupBy(seeds, ({ schema }) => schema)].flatMap(([schema, group]) => {
    const opinions = asked(join(scratch, 'seeds'), join(schemas, `${schema}.rng`), group.map(({ text }) => text), ['xmllint'])
    return group.filter((_, at) => opinions[at]!.xmllint.valid).map(seed => ({ seed, material: materialOf(parse(seed.text)) }))
    // What libvirt would refuse beyond its schema is no ground to measure on.
  }).filter(({ seed }) => openedAs(seed.text, grammar)?.problems().every(({ level }) => level !== 'error'))
}

function othersIn(all: readonly Material[], grammar: Grammar): Others {
  const attributes = new Map<string, { name: string, value: string }[]>()
  const children = new Map<string, string[]>()
  for (const { document, elements } of all) {
    for (const element of elements) {
      const own = attributes.get(element.name) ?? []
      if (own.length < 500) own.push(...element.attributes.filter(({ name }) => !name.includes(':')).map(({ name, value }) => ({ name, value: value ?? '' })))
      attributes.set(element.name, own)
      const inner = children.get(element.name) ?? []
      if (inner.length < 500) inner.push(...childElements(element).filter(({ name, span }) => !name.includes(':') && span.end - span.start < 1000).map(({ span }) => document.text.slice(span.start, span.end)))
      children.set(element.name, inner)
    }
  }
  const contents = grammar.declarations.map(({ content }) => content)
  const listed = new Set([...valuesIn(attributesIn(contents).flatMap(({ values }) => values)).values, ...valuesIn(contents).values].filter(value => value.length > 2))
  return { attributes, children, listed }
}

function rowOf(kind: FaultKind, mutants: readonly Mutant[], { grammar, schemas, scratch }: MeasureOptions): Row {
  const counts = { token: 0, single: 0, valid: 0, original: 0 }
  const misses: string[] = []
  const mended: { readonly mutant: Mutant, readonly text: string }[] = []
  for (const mutant of mutants) {
    const judged = openedAs(mutant.text, grammar)
    const problems = problemsOf(mutant.text, grammar)
    const [first] = problems
    const hit = first !== undefined && [mutant.token, mutant.orElse].some(token => first.span.start === token?.start && first.span.end === token.end)
    if (hit) counts.token++
    if (problems.length === 1) counts.single++
    if (!hit || problems.length !== 1) misses.push(shown(mutant, problems))
    if (!kind.typo || !first) continue
    const fix = judged?.fixes(first).find(({ preferred }) => preferred)
    const text = fix ? applied(mutant.text, fix.edits) : mutant.text
    if (text === mutant.before) counts.original++
    else misses.push(`${shown(mutant, problems)}\n  the fix leaves: ${fix ? text.slice(mutant.token.start - 20, mutant.token.end + 20) : 'nothing (there is none)'}`)
    mended.push({ mutant, text })
  }
  for (const [schema, group] of groupBy(mended, ({ mutant }) => mutant.schema)) {
    counts.valid += asked(join(scratch, 'mended'), join(schemas, `${schema}.rng`), group.map(({ text }) => text), ['xmllint']).filter(({ xmllint }) => xmllint.valid).length
  }
  return { kind, all: mutants.length, ...counts, misses }
}

function openedAs(text: string, grammar: Grammar): Document | null {
  return opened(parse(text), { grammar, editions: [], problems: [], target: { version: 'host', judge: 'host', asked: 'host', from: 'setting' } })
}

function problemsOf(text: string, grammar: Grammar): readonly Problem[] {
  return openedAs(text, grammar)?.problems().filter(({ level }) => level === 'error') ?? []
}

/** The line with the fault underlined, and what was said instead. */
function shown({ kind, file, text, token }: Mutant, problems: readonly Problem[]): string {
  const told = ({ span, code, message }: Pick<Problem, 'span' | 'code' | 'message'>): string => {
    const start = text.lastIndexOf('\n', span.start - 1) + 1
    const line = text.slice(start, text.indexOf('\n', span.start) < 0 ? undefined : text.indexOf('\n', span.start)).slice(0, 150)
    return `    ${line}\n    ${' '.repeat(span.start - start)}${'~'.repeat(Math.max(1, span.end - span.start))} ${code}${message ? `: ${message.slice(0, 160)}` : ''}`
  }
  const fault: { readonly span: Span, readonly code: string, readonly message: string } = { span: token, code: 'HERE', message: '' }
  return `${kind.name} in ${file}\n${[fault, ...problems.slice(0, 4)].map(told).join('\n')}`
}
