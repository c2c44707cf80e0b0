// `npm run rejected -- --fixes`: every fix of a rule, applied to the refused input that it is for, must take the error away and
// bring no other; where a libvirtd is there, it is asked before and after.
import { libvirt } from '../../server/src/core/libvirt/index'
import type { Fix } from '../../server/src/core/model'
import { defaultSettings } from '../../server/src/core/service'
import { makeOracle } from '../differential/oracle'
import type { Corpus } from './corpus'

const applied = (text: string, { edits }: Fix): string =>
  [...edits].sort((a, b) => b.span.start - a.span.start).reduce((on, { span, text: put }) => on.slice(0, span.start) + put + on.slice(span.end), text)

/** libvirt 9.0.0 dies of these. */
const deadly = /<interface type=['"]hostdev|<teaming/

export async function checkFixes(corpus: Corpus): Promise<number> {
  const oracle = await makeOracle()
  const count = { inputs: 0, fixes: 0, left: 0, brought: 0, mended: 0 }
  const lines: string[] = []
  for (const { name, text } of corpus.refused) {
    const document = await libvirt.open(text, defaultSettings)
    const errors = document.problems().filter(({ level }) => level === 'error')
    const ours = errors.filter(({ code }) => code.startsWith('libvirt/'))
    const [first] = ours
    if (!first) continue
    count.inputs++
    let mended = false
    for (const fix of document.fixes(first)) {
      count.fixes++
      const after = applied(text, fix)
      const left = (await libvirt.open(after, defaultSettings)).problems().filter(({ level }) => level === 'error')
      if (left.filter(({ code }) => code === first.code).length >= ours.filter(({ code }) => code === first.code).length) {
        count.left++
        lines.push(`LEFT ${name}: ${fix.title}`)
      }
      const brought = left.filter(({ code }) => !errors.some(one => one.code === code))
      if (brought.length) {
        count.brought++
        lines.push(`BROUGHT ${name}: ${fix.title}: ${brought.map(({ code }) => code).join(', ')}`)
      }
      if (typeof oracle !== 'string' && !mended && !left.length && !deadly.test(text) && typeof await oracle.ask(text) === 'string') mended = await oracle.ask(after) === null
    }
    if (mended) {
      count.mended++
      lines.push(`MENDED ${name}`)
    }
  }
  if (typeof oracle !== 'string') await oracle.stop()
  for (const line of lines) console.log(line)
  console.log(`\n${count.inputs} refused inputs with an error of a rule, ${count.fixes} fixes: ${count.left} leave the error, ${count.brought} bring another
${typeof oracle === 'string' ? `not asked: ${oracle}` : `${count.mended} inputs are refused by the libvirt here, and accepted after a fix`}`)
  return count.left + count.brought ? 1 : 0
}
