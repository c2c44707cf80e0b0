// What is known of decks, for somebody without one: `marp:paginate`, `paginate=hold`, `marp:image/blur`, `gaia`; `marp` lists all.
import { meaningOf, statements } from '../docs/markdown'
import type { Answer, ExplainedList, Explanation } from '../service'
import { closestName } from '../text/names'
import { briefOf, entryOf, factsOf, placeOf, titleOf } from './describe'
import { everything, nameOf, thingsNamed, type Thing } from './things'

export const explain = (asked: string): Answer => {
  const name = asked.trim()
  if (name === 'marp' || name === 'marp:') return { found: overview(), others: [] }
  const marked = name.startsWith('marp:')
  const [found, ...others] = thingsNamed(marked ? name.slice(5) : name)
  if (found) return { found: explanationOf(found), others: others.map(pathOf) }
  if (!marked) return { found: null, others: [] }
  const meant = closestName(name.slice(5), everything().map(nameOf))
  return { found: null, others: meant === undefined ? [] : [`marp:${meant}`], why: 'Marp has no directive, word of an image, theme or class of that name' }
}

const pathOf = (thing: Thing): string => `marp:${nameOf(thing)}`

const explanationOf = (thing: Thing): Explanation => {
  const entry = entryOf(thing)
  const meaning = thing.kind === 'value' ? meaningOf(entry, thing.value) : undefined
  return {
    path: pathOf(thing),
    title: `\`${titleOf(thing)}\`${placeOf(thing)}`,
    text: [
      ...meaning === undefined || thing.kind !== 'value' ? [] : [`\`${thing.value}\`: ${meaning}.`],
      ...entry ? [entry.text] : [], ...entry?.trap === undefined ? [] : [`⚠ ${entry.trap}`], ...factsOf(thing),
    ],
    facts: statements(entry),
    lists: thing.kind === 'directive' && entry?.values ? [{ label: 'Values', items: Object.entries(entry.values).map(([name, brief]) => ({ name, brief })) }] : [],
    ...entry && { link: entry.link },
  }
}

const overview = (): Explanation => ({
  path: 'marp', title: 'Marp decks: what virtdeck can explain', text: ['Ask for one of them by its name: `virtdeck explain marp:paginate`.'], facts: [],
  lists: [listOf('Directives', 'directive'), listOf('Words in the brackets of an image', 'image'), listOf('Themes', 'theme'), listOf('In the comments of a theme’s CSS', 'metadata')],
})

const listOf = (label: string, kind: Thing['kind']): ExplainedList =>
  ({ label, items: everything().filter(thing => thing.kind === kind).map(thing => ({ name: nameOf(thing).replace(/^\w+\//, ''), brief: briefOf(thing) })) })
