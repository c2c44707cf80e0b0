// `npm run docs:coverage`: how much of each schema the docs explain, and what they lack. A hover is asked about every
// element, attribute and listed value of the grammar, in every context, by the lookup that the hover itself uses.
//   npm run docs:coverage [-- PATH…]      lists what lacks under these paths (`domain/devices/disk`, `network`); all without one
//   npm run docs:coverage -- --table      the table alone
import type { Grammar } from '../../server/src/core/grammar/load'
import { entryOf, lookup } from '../../server/src/core/libvirt/docs/index'
import { editions } from '../../server/src/core/libvirt/versions'
import { thingsOf, type Thing } from './contexts'
import { faultsIn } from './faults'

/** Percent of elements, attributes and values that must be explained. */
interface Wanted { readonly elements: number, readonly attributes: number, readonly values: number }

const wantedOf = (kind: string): Wanted => kind === 'domain' ? { elements: 100, attributes: 100, values: 90 }
  : ['network', 'pool', 'volume', 'filter'].includes(kind) ? { elements: 100, attributes: 100, values: 0 } : { elements: 95, attributes: 95, values: 0 }

type Sort = keyof Wanted
const sorts: readonly Sort[] = ['elements', 'attributes', 'values']

interface Count { readonly all: number, readonly told: number }

interface Coverage {
  readonly counts: Readonly<Record<Sort, Count>>
  /** In words that begin with the path, nearest to the root first. */
  readonly lacking: readonly Lack[]
}

interface Lack { readonly path: string, readonly what: string, readonly sort: Sort }

/** A thing is explained when it is in every context that it may stand in. */
function coverageOf(grammar: Grammar, kind: string): Coverage {
  const found: Record<Sort, Map<string, boolean>> = { elements: new Map(), attributes: new Map(), values: new Map() }
  const lacking = new Map<string, Lack>()
  const note = (sort: Sort, key: string, told: boolean, path: string, what: string): void => {
    found[sort].set(key, (found[sort].get(key) ?? true) && told)
    if (!told) lacking.set(`${sort} ${path} ${what}`, { path, what, sort })
  }
  for (const thing of thingsOf(grammar, kind, lookup())) {
    const { declaration, attribute, path, entry, values } = thing
    const key = `${declaration.id}${attribute === null ? '' : `@${attribute}`}`
    const sort = attribute === null ? 'elements' : 'attributes'
    const parent = attribute === null ? path.slice(0, Math.max(0, lastSlash(path))) : path.slice(0, path.lastIndexOf('@'))
    note(sort, key, entry !== null, parent, attribute === null ? path.slice(lastSlash(path) + 1) : path.slice(path.lastIndexOf('@')))
    for (const value of values.values) note('values', `${key}=${value}`, explains(entry, value), path, value)
  }
  const counts = Object.fromEntries(sorts.map(sort => [sort, { all: found[sort].size, told: [...found[sort].values()].filter(Boolean).length }])) as Record<Sort, Count>
  return { counts, lacking: [...lacking.values()] }
}

const explains = (entry: Thing['entry'], value: string): boolean => {
  const phrases = entry === null ? undefined : entryOf(entry)?.values
  return phrases !== undefined && Object.hasOwn(phrases, value)
}

/** Outside of conditions. */
const lastSlash = (path: string): number => path.replace(/\[[^\]]*\]/g, condition => '.'.repeat(condition.length)).lastIndexOf('/')

const percent = ({ all, told }: Count): string => all === 0 ? '–' : `${(Math.floor(told / all * 1000) / 10).toFixed(1)} %`

async function main(args: readonly string[]): Promise<number> {
  const grammar = (await editions()).at(-1)!.grammar()
  const paths = args.filter(arg => !arg.startsWith('--'))
  const out: string[] = []
  const faults = faultsIn(grammar)
  const rows = Object.keys(grammar.roots).map(kind => ({ kind, wanted: wantedOf(kind), ...coverageOf(grammar, kind) }))
  if (!args.includes('--table')) {
    for (const { kind, lacking } of rows) {
      const here = lacking.filter(({ path, what, sort }) => !paths.length || paths.some(asked => [path, sort === 'elements' ? `${path}/${what}` : path].some(one => `${one}/`.replace(/[@[].*$/, '/').startsWith(`${asked}/`))))
      if (!here.length) continue
      out.push(`\n── ${kind}`)
      for (const path of [...new Set(here.map(lack => lack.path))]) {
        const of = (sort: Sort): string[] => here.filter(lack => lack.path === path && lack.sort === sort).map(({ what }) => what)
        const parts = [of('elements').map(name => `<${name}>`).join(' '), of('attributes').join(' '), of('values').length ? `= ${of('values').join(' ')}` : ''].filter(Boolean)
        out.push(`${path || '(root)'}: ${parts.join('  ')}`)
      }
    }
  }
  out.push('', `${'schema'.padEnd(24)}${sorts.map(sort => sort.padStart(22)).join('')}`)
  const total: Record<Sort, Count> = { elements: { all: 0, told: 0 }, attributes: { all: 0, told: 0 }, values: { all: 0, told: 0 } }
  let short = 0
  for (const { kind, counts, wanted } of rows) {
    const cells = sorts.map(sort => {
      const { all, told } = counts[sort]
      total[sort] = { all: total[sort].all + all, told: total[sort].told + told }
      const low = told * 100 < wanted[sort] * all
      if (low) short++
      return `${told}/${all} ${percent(counts[sort]).padStart(8)}${low ? '!' : ' '}`.padStart(22)
    })
    out.push(`${kind.padEnd(24)}${cells.join('')}`)
  }
  out.push(`${'all'.padEnd(24)}${sorts.map(sort => `${total[sort].told}/${total[sort].all} ${percent(total[sort]).padStart(8)} `.padStart(22)).join('')}`)
  if (short) out.push('', '! is below what is wanted: 100 % of elements and attributes of domain, network, pool, volume and filter, 95 % of the others; 90 % of the values of domain.')
  for (const fault of faults) out.push(fault)
  if (faults.length) out.push(`${faults.length} faults in the docs themselves.`)
  process.stdout.write(`${out.join('\n')}\n`)
  return short || faults.length ? 1 : 0
}

void main(process.argv.slice(2)).then(code => { process.exitCode = code })
