// Clark's derivatives as an automaton that is built while it is used. A state of it holds "threads": the declarations that an
// element may still be, each with what its content has left to see. Each state is made once, and so is each move from one to
// the next: on an attribute's name and the values that fit, on a child's name and the declarations that it fits.
import { afterText, attributeStep, closed, elementStep, literalsOf, matchesValue, type AttributeStep, type ElementStep } from './match'
import { equal, mixed, type Declaration, type Pattern, type Patterns } from './pattern'

export interface Threads {
  readonly declarations: readonly Declaration[]
  /** Of each declaration, what is left. */
  readonly states: readonly Pattern[]
  readonly memo: {
    attributes: Map<string, AttributeMove> | null
    children: Map<string, ChildMove> | null
    closed: Threads | null
    text: Threads | null
    done: readonly Declaration[] | null
  }
}

interface AttributeMove {
  readonly steps: readonly AttributeStep[]
  /** All values of all the steps, each once. */
  readonly values: readonly Pattern[]
  /** The words that the schema lists here; every other value is looked at afresh. */
  readonly words: ReadonlySet<string>
  byWord: Map<string, Threads> | null
  /** By the indexes of the values that fit. */
  byFit: Map<string, Threads> | null
  readonly any: Threads
}

export interface ChildMove {
  readonly steps: readonly ElementStep[]
  /** What the child may be, and its own first state. */
  readonly declarations: readonly Declaration[]
  readonly inside: Threads
  readonly all: Threads
  byFit: Map<readonly Declaration[], Threads> | null
}

/** The state before the first attribute. */
export function startOf(patterns: Patterns, declarations: readonly Declaration[]): Threads {
  return made(patterns, declarations, declarations.map(declaration => declaration.content))
}

/** None is left: what was read fits no declaration. */
export function isOver({ states }: Threads): boolean {
  return states.length === 0
}

/** After an attribute; every value fits where it is null. */
export function afterValue(patterns: Patterns, threads: Threads, name: string, value: string | null): Threads {
  const moves = threads.memo.attributes ??= new Map<string, AttributeMove>()
  let move = moves.get(name)
  if (!move) moves.set(name, move = attributeMove(patterns, threads, name))
  if (value === null) return move.any
  const known = move.byWord?.get(value)
  if (known) return known
  const after = afterFit(patterns, threads, move, value)
  if (move.words.has(value)) (move.byWord ??= new Map<string, Threads>()).set(value, after)
  return after
}

function afterFit(patterns: Patterns, threads: Threads, move: AttributeMove, value: string): Threads {
  const { values, steps, any } = move
  if (values.length === 1 && matchesValue(patterns, values[0]!, value)) return any
  let key = ''
  for (let at = 0; at < values.length; at++) if (matchesValue(patterns, values[at]!, value)) key += key === '' ? at : ` ${at}`
  const known = move.byFit?.get(key)
  if (known) return known
  const fit = new Set(key === '' ? [] : key.split(' ').map(at => values[Number(at)]!))
  const after = made(patterns, threads.declarations, steps.map(step => patterns.choice(step.rests.filter((_, at) => fit.has(step.values[at]!)))))
  const memo = move.byFit ??= new Map<string, Threads>()
  memo.set(key, after)
  return after
}

function attributeMove(patterns: Patterns, { declarations, states }: Threads, name: string): AttributeMove {
  const steps = states.map(state => attributeStep(patterns, state, name))
  const values = steps.length === 1 ? steps[0]!.values : [...new Set(steps.flatMap(step => step.values))]
  return {
    steps, values, byWord: null, byFit: null,
    words: values.length === 1 ? literalsOf(values[0]!).words : new Set(values.flatMap(pattern => [...literalsOf(pattern).words])),
    any: made(patterns, declarations, steps.map(step => step.afterAll)),
  }
}

/** At the end of the start tag. */
export function afterStartTag(patterns: Patterns, threads: Threads): Threads {
  return threads.memo.closed ??= made(patterns, threads.declarations, threads.states.map(state => closed(patterns, state)))
}

/** What a child of this name may be, and how it goes on behind it. */
export function childMove(patterns: Patterns, threads: Threads, name: string): ChildMove {
  const moves = threads.memo.children ??= new Map<string, ChildMove>()
  const known = moves.get(name)
  if (known) return known
  const steps = threads.states.map(state => elementStep(patterns, state, name))
  const declarations = steps.length === 1 ? steps[0]!.declarations : [...new Set(steps.flatMap(step => step.declarations))]
  const move: ChildMove = {
    steps, declarations, byFit: null, inside: startOf(patterns, declarations),
    all: made(patterns, threads.declarations, steps.map(step => step.afterAll)),
  }
  moves.set(name, move)
  return move
}

/** Behind a child that fits these of the declarations. */
export function afterChild(patterns: Patterns, threads: Threads, move: ChildMove, fit: readonly Declaration[]): Threads {
  const { declarations, steps, all } = move
  if (fit.length === declarations.length) return all
  const known = move.byFit?.get(fit)
  if (known) return known
  const after = made(patterns, threads.declarations, steps.map(step => patterns.choice(step.rests.filter((_, at) => fit.includes(step.declarations[at]!)))))
  const memo = move.byFit ??= new Map<readonly Declaration[], Threads>()
  memo.set(fit, after)
  return after
}

/** After a text between child elements. */
export function afterWords(patterns: Patterns, threads: Threads, text: string): Threads {
  const { declarations, states, memo } = threads
  if (states.some(state => state.reads)) return made(patterns, declarations, states.map(state => afterText(patterns, state, text)))
  return memo.text ??= made(patterns, declarations, states.map(state => afterText(patterns, state, text)))
}

/** The declarations that nothing more is needed for. */
export function done(threads: Threads): readonly Declaration[] {
  return threads.memo.done ??= those(threads, state => state.nullable)
}

/** The same where the content is this text and no more. */
export function doneWith(patterns: Patterns, threads: Threads, text: string): readonly Declaration[] {
  if (threads.states.length === 1) return matchesValue(patterns, threads.states[0]!, text) ? threads.declarations : none
  return those(threads, state => matchesValue(patterns, state, text))
}

function those({ declarations, states }: Threads, fits: (state: Pattern) => boolean): readonly Declaration[] {
  const found = declarations.filter((_, at) => fits(states[at]!))
  return found.length === declarations.length ? declarations : found
}

const none: readonly Declaration[] = []

/** The state of these threads, without those that have come to nothing. */
function made(patterns: Patterns, declarations: readonly Declaration[], states: readonly Pattern[]): Threads {
  const dead = states.includes(patterns.notAllowed)
  const left = dead ? declarations.filter((_, at) => states[at] !== patterns.notAllowed) : declarations
  const alive = dead ? states.filter(state => state !== patterns.notAllowed) : states
  let hash = alive.length
  for (let at = 0; at < alive.length; at++) hash = mixed(mixed(hash, left[at]!.id), alive[at]!.id)
  const alike = patterns.threads.get(hash)
  if (alike) for (const there of alike) if (equal(there.states, alive) && equal(there.declarations, left)) return there
  const threads: Threads = { declarations: left, states: alive, memo: { attributes: null, children: null, closed: null, text: null, done: null } }
  if (alike) alike.push(threads)
  else patterns.threads.set(hash, [threads])
  return threads
}
