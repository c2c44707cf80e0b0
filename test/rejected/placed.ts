// `npm run check:placed`: of the inputs that libvirt's own tests refuse and the libvirt of this machine refuses, too, on how many does
// Check on Host put libvirt's words on the right element? Right is what places.ts says by hand; else the device (or child of the root)
// where a rule or the schema, which do not know these words, see the fault.
import { checkPrivately, isDangerous } from '../../client/src/hosts/check'
import { privateDriver } from '../../client/src/definitions/private-driver'
import { withCopy, withFolder } from '../../client/src/virsh/copy.node'
import { fallbackSpan } from '../../client/src/virsh/place'
import { asRoot, hold, run } from '../../client/src/virsh/run.node'
import { libvirt } from '../../server/src/core/libvirt/index'
import { defaultSettings } from '../../server/src/core/service'
import { readCorpus } from './corpus'
import { aboutPlaces } from './places'
import { unitAround } from './unit'

const least = 0.8

/** What depends on this host, no rule sees: by the words, the tag that they are about. */
const aboutWords: readonly (readonly [words: RegExp, tag: RegExp])[] = [
  [/does not support virt type/, /^<domain /],
  [/does not support arch/, /^<type /],
  [/NUMA node \d+ is unavailable/, /^<\w+ [^>]*nodeset=/],
  [/^(?:unsupported configuration: )?TPM version/, /^<backend /],
  [/ivshmem device is not supported/, /^<shmem|^<model type='ivshmem/],
]

async function main(): Promise<number> {
  const corpus = readCorpus('check:placed')
  if (typeof corpus === 'string') {
    console.error(corpus)
    return 2
  }
  const driver = privateDriver({ hold, run, asRoot, withCopy, withFolder }, () => 'virsh')
  const count = { asked: 0, refused: 0, right: 0, unjudged: 0, byHand: 0, other: 0 }
  try {
    for (const { name, text } of corpus.refused) {
      const answer = await checkPrivately('qemu:///system', driver, withCopy, text)
      if (answer?.outcome === 'missing') {
        console.error(`check:placed: ${answer.text}`)
        return 2
      }
      count.asked++
      if (answer?.outcome !== 'refused') {
        if (answer?.outcome !== 'done') console.log(`${answer?.outcome} ${name}${isDangerous(text) ? ' (of the kind that libvirt dies of)' : ''}`)
        count.other++
        continue
      }
      count.refused++
      const document = await libvirt.open(text, defaultSettings)
      const span = document.blame(answer.text) ?? fallbackSpan(text, answer.text)
      const wanted = aboutWords.find(([words]) => words.test(answer.text))?.[1] ?? aboutPlaces[name]
      const errors = document.problems().filter(({ level }) => level === 'error').flatMap(({ span, related }) => [span, ...related?.map(other => other.span) ?? []])
      const right = wanted ? wanted.test(tagAround(text, span)) : errors.some(error => unitAround(text, error) === unitAround(text, span))
      if (wanted) count.byHand++
      if (right) count.right++
      else if (!wanted && !errors.length) count.unjudged++
      if (!right) console.log(`${wanted || errors.length ? 'ELSEWHERE' : 'UNJUDGED'} ${name}: ${answer.text.replace(/\s+/g, ' ')}\n    on ${tagAround(text, span)}`)
    }
  } finally {
    await driver.dispose()
  }
  console.log(`\n${count.asked} inputs that libvirt's tests refuse; the libvirt here refuses ${count.refused} of them, too
  on the right element   ${count.right} (${(100 * count.right / count.refused).toFixed(1)} %); judged by hand: ${count.byHand}
  not judged             ${count.unjudged} (nobody else sees the fault: counted as wrong)`)
  return count.right / count.refused < least ? 1 : 0
}

const tagAround = (text: string, { start, end }: { readonly start: number; readonly end: number }): string =>
  text.slice(Math.max(0, text.lastIndexOf('<', start)), text.indexOf('>', end) + 1)

void main().then(status => process.exit(status))
