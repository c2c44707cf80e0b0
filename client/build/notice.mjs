// Writes NOTICE: what we ship that is not ours, with its licence texts. Run after a build, when a dependency changes:
//   npm run build && node client/build/notice.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const head = `Virtdeck's own code is under the MIT licence (LICENSE). It ships with the works named here.

================================================================================
libvirt's RELAX NG schemas (https://libvirt.org/), LGPL-2.1-or-later
Copyright (C) the libvirt authors

The files in server/src/core/libvirt/data/ are derived from the schemas that
libvirt publishes: facts about its XML format, compiled by this project's own
compiler (server/build/grammar.mjs). Each file's first key names the libvirt
version that it was made from. The licence: https://www.gnu.org/licenses/old-licenses/lgpl-2.1.html
`

const shipped = JSON.parse(readFileSync('node_modules/.cache/virtdeck/shipped.json', 'utf8'))

/** The licence files of a package, for its own folder may spell the name in many ways. */
function licenceOf(name) {
  const folder = `node_modules/${name}`
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|copying|thirdparty)/i.test(file)).sort()
  return files.map(file => readFileSync(`${folder}/${file}`, 'utf8').trim()).join('\n\n')
}

const parts = shipped.map(name => {
  const { license, author, homepage, repository } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'))
  const from = homepage ?? repository?.url ?? repository ?? `https://www.npmjs.com/package/${name}`
  const by = typeof author === 'string' ? author : author?.name
  return `${'='.repeat(80)}\n${name} (${from}), ${license}\n\n${licenceOf(name) || `By ${by}; licence text: https://spdx.org/licenses/${license}.html`}\n`
})

writeFileSync('NOTICE', [head, ...parts].join('\n').replace(/\r/g, ''))
console.log(`NOTICE names ${shipped.length} packages`)
