// `npm run lacking`: what is said of a host must be true of it. Each domain of libvirt's own tests is put to the dry run of the libvirt
// of this machine, and what it takes must ask for nothing that we say it lacks; of what it refuses, how much did we tell?
import { askHost, nothingYet } from '../../client/src/hosts/ask-host'
import { checkPrivately, isDangerous } from '../../client/src/hosts/check'
import { privateDriver } from '../../client/src/definitions/private-driver'
import { withCopy, withFolder } from '../../client/src/virsh/copy.node'
import { asRoot, hold, run } from '../../client/src/virsh/run.node'
import type { HostAnswers } from '../../server/src/core/host'
import { libvirt } from '../../server/src/core/libvirt/index'
import { defaultSettings } from '../../server/src/core/service'
import { readCorpus } from './corpus'

const connection = 'qemu:///system'

async function main(): Promise<number> {
  const corpus = readCorpus('lacking')
  if (typeof corpus === 'string') {
    console.error(corpus)
    return 2
  }
  const driver = privateDriver({ hold, run, asRoot, withCopy, withFolder }, () => 'virsh')
  const lasting = nothingYet()
  const count = { taken: 0, false: 0, refused: 0, told: 0, other: 0 }
  try {
    const session = (await driver.session(connection, 'domain'))!
    for (const { name, text } of [...corpus.accepted, ...corpus.refused]) {
      if (isDangerous(text) || /<audio\b/.test(text)) continue
      const document = await libvirt.open(text, { ...defaultSettings, libvirt: { version: '9.0.0', schemas: '' } })
      let answers: HostAnswers | undefined
      await askHost({ session, lasting, goesOn: () => true, tell: given => { answers = given } }, document.emulation?.() ?? undefined)
      // An embedded driver has no networks and pools, so that it lacks them all.
      const host = answers && await libvirt.host!({ ...answers, named: [], listed: [] })
      const lacks = host ? document.lacking?.(host) ?? [] : []
      const answer = await checkPrivately(connection, driver, withCopy, text)
      if (answer?.outcome === 'done') count.taken++
      else if (answer?.outcome === 'refused') count.refused++
      else count.other++
      if (answer?.outcome === 'refused' && lacks.length) count.told++
      if (answer?.outcome !== 'done' || !lacks.length) continue
      count.false++
      console.log(`FALSE ${name}: ${lacks.map(({ message }) => message).join(' | ')}`)
    }
  } finally {
    await driver.dispose()
  }
  console.log(`\n${count.taken} domains that the libvirt here takes: ${count.false} of them are said to ask for what it lacks
${count.refused} that it refuses, for any reason: ${count.told} are said to (${count.other} were not judged)`)
  return count.false ? 1 : 0
}

void main().then(status => process.exit(status))
