// `npm run docs:reference [-- FOLDER]`: writes all docs as pages in Markdown into FOLDER (docs/reference, which git ignores).
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pages } from './pages'

const [folder = 'docs/reference', ...more] = process.argv.slice(2)
if (more.length || folder.startsWith('-')) {
  console.error('Usage: npm run docs:reference [-- FOLDER]')
  process.exitCode = 2
} else {
  mkdirSync(folder, { recursive: true })
  const written = [...pages()]
  for (const [name, text] of written) writeFileSync(join(folder, name), text)
  console.log(`${written.length} pages in ${folder}, ${Math.round(written.reduce((sum, [, text]) => sum + text.length, 0) / 1024)} KB; begin with README.md`)
}
