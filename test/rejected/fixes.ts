// `npm run rejected:fixes`: every fix of an error in an input that libvirt's own tests refuse, applied alone, must take the error
// away and bring no other. Where a libvirtd is there, it is asked to define the input before, and after.
//   npm run rejected:fixes -- [--messages]
import { textOf, childOf } from '../../server/src/core/libvirt/read'
import { parse } from '../../server/src/core/xml/parse'
import { rootOf } from '../../server/src/core/xml/walk'
import { makeOracle, type Oracle } from '../differential/oracle'
import { readCorpus } from './corpus'
import { mended, mendingsOf, type Mending } from './mending'

/** libvirt 9.0.0 dies of these. */
const deadly = /<interface type=['"]hostdev|<teaming/

interface Row {
  readonly name: string
  readonly mending: Mending
  /** What libvirt says, before and after: null is accepted, undefined was not asked or not answered. */
  readonly before: string | null | undefined
  readonly after: string | null | undefined
}

async function main(): Promise<number> {
  const corpus = readCorpus('rejected:fixes')
  if (typeof corpus === 'string') {
    console.error(corpus)
    return 2
  }
  const oracle = await makeOracle()
  const rows: Row[] = []
  let without = 0
  try {
    for (const { name, text } of corpus.refused) {
      const mendings = await mendingsOf(text)
      if (!mendings.length) without++
      const before = mendings.length ? await defined(oracle, text) : undefined
      for (const mending of mendings) {
        // Where several errors stand in it, the others are mended too before libvirt is asked again.
        const whole = typeof before === 'string' ? await mended(mending.after) ?? mending.after : mending.after
        rows.push({ name, mending, before, after: typeof before === 'string' ? await defined(oracle, whole) : undefined })
      }
    }
  } finally {
    if (typeof oracle !== 'string') await oracle.stop()
  }
  for (const row of rows) console.log(line(row))
  const proven = rows.filter(isProven)
  const bad = rows.filter(({ mending }) => !mending.gone || mending.brought.length)
  const number = (list: readonly Row[], of: (row: Row) => string): number => new Set(list.map(of)).size
  console.log(`
corpus ${corpus.place}
${rows.length} fixes of ${number(rows, ({ mending }) => mending.problem.code)} codes in ${number(rows, ({ name }) => name)} refused inputs; ${without} inputs have an error without a fix, or none
  the error is gone                 ${rows.filter(({ mending }) => mending.gone).length}
  no other has come                 ${rows.filter(({ mending }) => !mending.brought.length).length}
${typeof oracle === 'string' ? `libvirt was not asked: ${oracle}` : `refused by the libvirt here, and defined after the fix: ${proven.length} fixes of ${number(proven, ({ mending }) => mending.problem.code)} codes in ${number(proven, ({ name }) => name)} inputs`}`)
  return bad.length || (typeof oracle !== 'string' && number(proven, ({ mending }) => mending.problem.code) < 20) ? 1 : 0
}

const isProven = ({ before, after }: Row): boolean => typeof before === 'string' && after === null

async function defined(oracle: Oracle | string, text: string): Promise<string | null | undefined> {
  if (typeof oracle === 'string' || deadly.test(text)) return undefined
  return oracle.define(text, textOf(childOf(rootOf(parse(text)), 'name')) ?? '')
}

function line(row: Row): string {
  const { name, mending: { problem, fix, gone, brought }, before, after } = row
  const ours = [...gone ? [] : ['LEFT'], ...brought.map(code => `BROUGHT ${code}`)].join(', ') || 'gone'
  const short = (answer: string): string => answer.replace(/^Failed to define domain from \S+\s*/, '').replace(/\s+/g, ' ').slice(0, process.argv.includes('--messages') ? 200 : 60)
  const theirs = before === undefined ? 'not asked' : before === null ? 'takes it as it is' : `${short(before)} -> ${after === null ? 'DEFINED' : after === undefined ? 'no answer' : short(after)}`
  return [name.padEnd(44), problem.code.padEnd(36), ours.padEnd(6), fix.title.padEnd(50), theirs].join('  ')
}

void main().then(status => process.exit(status))
