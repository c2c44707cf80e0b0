// What is wrong with the docs themselves: keys that the grammar does not know, texts told twice, sentences that do not end.
import { attributesIn, elementsIn, valuesIn, type PossibleValues } from '../../server/src/core/grammar/expect'
import { localOf } from '../../server/src/core/grammar/format'
import type { Grammar } from '../../server/src/core/grammar/load'
import type { Declaration } from '../../server/src/core/grammar/pattern'
import { sources } from '../../server/src/core/libvirt/docs/compiled'
import { entryOf, lookup } from '../../server/src/core/libvirt/docs/index'
import { stepOf } from '../../server/src/core/docs/lookup'
import { startsOf } from '../../server/src/core/libvirt/kinds'

/** One line each: `disk.yaml:12: …`. */
export function faultsIn(grammar: Grammar): readonly string[] {
  const { entries, cards } = sources()
  const told = new Map<string, string>()
  const faults: string[] = []
  for (const { file, line, key, keys, id, same } of entries) {
    const fault = (message: string): void => { faults.push(`${file}:${line}: ${key}: ${message}`) }
    for (const path of keys.filter(path => !declared(grammar, path))) fault(`the grammar has no \`${path}\`.`)
    if (same !== undefined && !declared(grammar, same)) fault(`the grammar has no \`${same}\`.`)
    if (same !== undefined && lookup().entryAt(...pathIn(same)) === null && !lookup().nodesAt(pathIn(same)[0]).length) fault(`nothing is said of \`${same}\`.`)
    const entry = id === null ? null : entryOf(id)
    if (!entry) continue
    const already = told.get(entry.text)
    if (already) fault(`the same text as ${already}: name both in one key, say \`same\`, or tell them apart.`)
    told.set(entry.text, `${file}:${line}`)
    for (const sentence of entry.trap === undefined ? [entry.text] : [entry.text, entry.trap]) {
      if (!/^\S[\s\S]*[.)…?]$/.test(sentence)) fault(`a text is a sentence and ends: \`${sentence}\``)
      if (/^(?:the |this )?(?:\w+ ){0,3}(?:specif(?:y|ies)|attribute |element )/i.test(sentence)) fault(`say what it does, not that it specifies: \`${sentence}\``)
    }
    if (!/^https:\/\/libvirt\.org\/[a-z]+(?:\/[a-z]+)?\.html#[\w.-]+$/.test(entry.link)) fault(`a link is \`page.html#section\`: \`${entry.link}\``)
    if (entry.since !== undefined && !/^\d+\.\d+(?:\.\d+)?(?: \(.+\))?$/.test(entry.since)) fault(`\`since\` is a version, perhaps with a remark in parentheses: \`${entry.since}\``)
    if (entry.values) {
      const places = keys.map(path => declared(grammar, path)).filter(place => place !== null)
      for (const value of Object.keys(entry.values)) {
        if (places.length && !places.some(({ values, any, datatypes }) => any || values.includes(value) || datatypes.some(datatype => datatype.accepts(value)))) fault(`\`${value}\` is no value that the grammar allows.`)
      }
    }
  }
  for (const { file, paths } of cards) for (const path of paths.filter(path => !declared(grammar, path))) faults.push(`${file}: the grammar has no \`${path}\`.`)
  return faults
}

const pathIn = (path: string): [ReturnType<typeof stepOf>[], string | undefined] => {
  const [elements, attribute] = path.split('@') as [string, string | undefined]
  return [elements.split('/').map(stepOf), attribute]
}

/** What may be written at a path; null when the grammar has no such path. */
export function declared(grammar: Grammar, path: string): PossibleValues | null {
  const [steps, attribute] = pathIn(path)
  const [root, ...rest] = steps
  const found = rest.reduce<readonly Declaration[]>((parents, step) =>
    elementsIn(parents.map(({ content }) => content), 'all').filter(({ name }) => step.name === '*' || localOf(name) === step.name).flatMap(({ declarations }) => declarations).filter(declaration => fits(declaration, step.attributes)),
  startsOf(grammar, root!.name).filter(({ name }) => typeof name === 'string' && localOf(name) === root!.name).filter(declaration => fits(declaration, root!.attributes)))
  if (!found.length) return null
  const contents = found.map(({ content }) => content)
  if (attribute === undefined) return valuesIn(contents)
  const values = attributesIn(contents).filter(({ name }) => localOf(name) === attribute).flatMap(one => one.values)
  return values.length ? valuesIn(values) : null
}

/** Whether an element may say what a step asks for. */
const fits = ({ content }: Declaration, attributes: Readonly<Record<string, string>>): boolean =>
  Object.entries(attributes).every(([attribute, asked]) => asked.split('|').every(value => attributesIn([content]).some(({ name, values }) => {
    const { values: words, any, datatypes } = valuesIn(values)
    return name === attribute && (any || words.includes(value) || datatypes.some(datatype => datatype.accepts(value)))
  })))
