// Reads a folder of libvirt's RELAX NG schemas and writes the compact grammar that the core loads.
//   npm run grammar -- FOLDER VERSION [OUT]      OUT is server/src/core/libvirt/data/VERSION.json where absent
import esbuild from 'esbuild'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The texts of a folder's schemas, by file name. */
export function readSchemas(folder) {
  const files = readdirSync(folder).filter(file => file.endsWith('.rng')).sort()
  return Object.fromEntries(files.map(file => [file, readFileSync(join(folder, file), 'utf8')]))
}

/** The compiler is TypeScript of the core's: bundled here when it is wanted, so that there is one of it. */
export async function loadCompiler() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, 'server/src/core/libvirt/schemas.ts')], bundle: true, format: 'esm', write: false, logLevel: 'warning',
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

export function originOf(version) {
  return {
    libvirt: version,
    source: `the RELAX NG schemas of libvirt ${version} (https://libvirt.org, src/conf/schemas), © the libvirt authors`,
    licence: 'LGPL-2.1-or-later',
    madeBy: 'npm run grammar (server/build/grammar.mjs): the patterns of the schemas, interned and numbered; not to be edited',
  }
}

/** JSON with a line for each pattern list, so that a diff shows what changed without a line per number. */
export function stringify(grammar) {
  const wrapped = value => JSON.stringify(value).replace(/(.{1,180}[\]}"],)(?=.)/g, '$1\n')
  return `{\n${Object.entries(grammar).map(([key, value]) => `${JSON.stringify(key)}: ${wrapped(value)}`).join(',\n')}\n}\n`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, version, out = join(root, `server/src/core/libvirt/data/${version}.json`)] = process.argv.slice(2)
  if (!folder || !version) {
    console.error('usage: npm run grammar -- FOLDER VERSION [OUT]')
    process.exit(2)
  }
  const { compileSchemas } = await loadCompiler()
  const { grammar, problems } = compileSchemas(readSchemas(folder), originOf(version))
  for (const problem of problems) console.error(`grammar: ${problem}`)
  const text = stringify(grammar)
  JSON.parse(text)
  writeFileSync(out, text)
  console.log(`${out}: ${Object.keys(grammar.schemas).length} schemas, ${grammar.declarations.length} declarations, ${grammar.patterns.length} patterns, ${text.length} bytes`)
  if (problems.length) process.exit(1)
}
