// Everything about one place in libvirt's XML, found by its path: for the terminal, and for the reference page.
import { firstSentence } from '../docs/markdown'
import { attributesIn, elementsIn, takesText, valuesIn, type PossibleValues } from '../grammar/expect'
import { localOf } from '../grammar/format'
import type { Grammar } from '../grammar/load'
import type { Answer, ExplainedList, Explanation } from '../service'
import { closestName } from '../text/names'
import { cardOf, cards, entryAt, proseOf, type Card, type Entry } from './docs/index'
import { contentsOf, nearest, parsePath, spotsOf, written, type Path, type Spot } from './path'
import { phraseOf, phrasesOf } from './phrases'
import { meaningOf, statements } from './prose'
import { editions } from './versions'

export async function explain(text: string): Promise<Answer> {
  const [, named] = /^\s*card:\s*(.*?)\s*$/.exec(text) ?? []
  if (named !== undefined) return cardNamed(named)
  const card = cards().find(({ name }) => name === text.trim())
  const path = parsePath(text)
  const grammar = (await editions()).at(-1)!.grammar()
  const spots = path ? spotsOf(grammar, path) : []
  const [nearestSpot] = spots
  const first = nearestSpot ? explanationOf(grammar, { ...path, steps: nearestSpot.steps }, nearestSpot) : null
  // What is the same in every respect is not told of.
  const others = spots.filter(({ declarations, steps }) => declarations.some(declaration => !nearestSpot!.declarations.includes(declaration)) || entryAt(steps) !== entryAt(nearestSpot!.steps))
  const advice = card ?? cardOf(nearestSpot?.steps ?? [], path?.attribute)
  if (first) return { found: first, others: [...advice && first.card?.name !== advice.name ? [cardPath(advice.name)] : [], ...new Set(others.map(({ steps }) => written({ ...path, steps })))] }
  if (card) return { found: ofCard(card), others: [] }
  if (!path) return { found: null, others: [], why: 'it is no path' }
  const near = nearest(grammar, path)
  return { found: null, others: near.path ? [written(near.path)] : [], why: near.wrong }
}

/** Without a name, all of them. */
function cardNamed(name: string): Answer {
  if (name === '') return { found: { path: 'card:', title: 'Advice on the hard things; `virtdeck explain card:NAME` prints one', text: [], facts: [], lists: [{ label: 'Cards', items: cards().map(card => ({ name: card.name, brief: card.title })) }] }, others: [] }
  const card = cards().find(one => one.name === name)
  if (card) return { found: ofCard(card), others: [] }
  const meant = closestName(name, cards().map(one => one.name))
  return { found: null, others: meant === undefined ? [] : [cardPath(meant)], why: '`virtdeck explain --cards` lists the cards' }
}

const cardPath = (name: string): string => `card:${name}`

const ofCard = ({ name, title, text, link }: Card): Explanation => ({ path: cardPath(name), title, text: [text], facts: [], lists: [], link })

function explanationOf(grammar: Grammar, path: Path, spot: Spot): Explanation {
  const { steps, attribute, value } = path
  const element = steps.at(-1)!
  const states = contentsOf(grammar, spot)
  const entry = proseOf(steps, attribute)
  const card = cardOf(steps, attribute)
  const possible = attribute === undefined ? valuesIn(states)
    : valuesIn(attributesIn(spot.declarations.map(({ content }) => content)).filter(({ name }) => localOf(name) === attribute).flatMap(({ values }) => values))
  const required = attribute !== undefined && attributesIn(states).some(({ name, required: must }) => localOf(name) === attribute && must)
  const meaning = value === undefined ? undefined : meaningOf(entry, value) ?? unknown(value, possible)
  return {
    path: written(path),
    title: `${attribute === undefined ? `\`<${element.name}>\`` : `\`${attribute}\` of \`<${element.name}>\`${required ? ', required' : ''}`}${steps.length > 1 && attribute === undefined ? ` in \`<${steps.at(-2)!.name}>\`` : ''}`,
    text: [...meaning === undefined ? [] : [`\`${value!}\`: ${meaning}${/[.!?]$/.test(meaning) ? '' : '.'}`], ...entry ? [entry.text] : [], ...entry?.trap === undefined ? [] : [`⚠ ${entry.trap}`]],
    facts: statements(entry),
    lists: value !== undefined ? [] : [
      ...attribute !== undefined || takesText(states) ? valueList(attribute === undefined ? 'Text' : 'Values', possible, entry) : [],
      ...attribute !== undefined ? [] : [
        ...list('Attributes', attributesIn(states).filter(({ name }) => !Object.hasOwn(element.attributes, name)).map(({ name, required: must }) => ({ name: localOf(name), must, prose: proseOf(steps, localOf(name)) }))),
        ...list('Elements', elementsIn(states, 'all').map(({ name, required: must }) => ({ name: localOf(name), must, prose: proseOf([...steps, localOf(name)]) }))),
      ],
    ],
    ...entry && { link: entry.link },
    ...card && value === undefined && { card },
  }
}

function unknown(value: string, { values, any, datatypes }: PossibleValues): string {
  if (values.includes(value)) return 'allowed; no more is written about it'
  return any || datatypes.some(datatype => datatype.accepts(value)) ? 'allowed' : 'not allowed here'
}

function list(label: string, things: readonly { readonly name: string, readonly must: boolean, readonly prose: Entry | null }[]): readonly ExplainedList[] {
  const seen = new Set<string>()
  const items = things.filter(({ name }) => !seen.has(name) && seen.add(name)).sort((a, b) => Number(b.must) - Number(a.must))
    .map(({ name, must, prose }) => ({ name, ...must && { note: 'required' }, brief: prose ? firstSentence(prose.text) : '' }))
  return items.length ? [{ label, items }] : []
}

function valueList(label: string, { values, any, datatypes }: PossibleValues, entry: Entry | null): readonly ExplainedList[] {
  const told = Object.entries(entry?.values ?? {}).filter(([value]) => any || values.includes(value) || datatypes.some(datatype => datatype.accepts(value)))
  const plain = values.filter(value => meaningOf(entry, value) === undefined)
  const phrase = phrasesOf(entry ? datatypes.filter(datatype => !phraseOf(datatype).startsWith('text of the form')) : datatypes)
  const rest = [...plain.length ? [plain.map(value => `\`${value}\``).join(', ')] : [], ...phrase ? [phrase] : any && !told.length && !plain.length ? ['any text'] : []].join(', or ')
  return told.length || rest ? [{ label, items: told.map(([name, brief]) => ({ name, brief })), ...rest && { rest } }] : []
}
