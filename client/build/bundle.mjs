// Makes every bundle of the table below with esbuild; `tsc -b` only checks.
//   node client/build/bundle.mjs [--watch] [--production]
import esbuild from 'esbuild'
import { grammarsBeside, asideBeside } from '../../server/build/beside.mjs'
import { docsPlugin } from '../../server/build/docs/plugin.mjs'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'

const watch = process.argv.includes('--watch')
const production = process.argv.includes('--production')

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))

/** What the scripts of package.json run: benches, measurements. */
const scripted = new Set([...Object.values(manifest.scripts).join(' ').matchAll(/test\/dist\/([\w/-]+)\.js/g)].map(([, file]) => `${file}.ts`))

/** The tests and benches: every `*.test.ts`, and the entries that package.json's scripts name. */
const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter(file => !file.startsWith('dist') && !file.startsWith('vscode') && (file.endsWith('.test.ts') || scripted.has(file)))
  .map(file => `test/${file}`)

/** The one constant that the sources are given: the version of package.json, for `--version` and the server's name. */
const define = { VIRTDECK_VERSION: JSON.stringify(manifest.version) }
const shebang = { js: '#!/usr/bin/env node' }
/** The packages' mains are UMD, whose inner requires no bundler sees. */
const alias = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js', 'vscode-css-languageservice': 'vscode-css-languageservice/lib/esm/cssLanguageService.js' }
/** marp-core 5's MathJax names them, and npm does not have them. */
const noFonts = Object.fromEntries(['bbm', 'bboldx', 'dsfont'].map(font => [`@mathjax/mathjax-${font}-font-extension/mjs/svg.js`, './client/src/preview/deck/parts/no-font.ts']))
const node = { platform: 'node', format: 'cjs', target: 'node20' }
const browser = { platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] }

/** Where a program for Node finds what it needs seldom; one folder for all. */
const beside = 'server/dist/data'

/** One row a bundle: what goes in, what comes out, for whom, and what lies beside it. */
const bundles = [
  { entryPoints: ['client/src/main.node.ts'], outfile: 'client/dist/node/extension.js', ...node, external: ['vscode'] },
  { entryPoints: ['client/src/preview/deck/worker.node.ts'], outfile: 'client/dist/node/deck.js', ...node },
  { entryPoints: ['mathjax', 'katex', 'shiki', 'core-4'].map(part => `client/src/preview/deck/parts/${part}.ts`), outdir: 'client/dist/marp', ...browser, format: 'iife', alias: noFonts },
  // What lays diagrams out takes itself for a worker of its own wherever there is a `self`, and would answer our messages.
  { entryPoints: ['client/src/preview/deck/parts/mermaid.ts'], outdir: 'client/dist/marp', ...browser, format: 'iife', define: { self: 'undefined', global: 'globalThis' } },
  { entryPoints: ['client/src/main.web.ts'], outfile: 'client/dist/web/extension.js', ...browser, format: 'cjs', external: ['vscode'] },
  { entryPoints: ['client/src/preview/deck/worker.web.ts'], outfile: 'client/dist/web/deck.js', ...browser, format: 'iife' },
  { entryPoints: ['server/src/lsp/main.node.ts'], outfile: 'server/dist/node/server.js', ...node, banner: shebang, beside },
  { entryPoints: ['server/src/lsp/main.web.ts'], outfile: 'server/dist/web/server.js', ...browser, format: 'iife' },
  { entryPoints: ['server/src/cli/main.ts'], outfile: 'server/dist/cli.js', ...node, banner: shebang, external: ['./commands'], supported: { 'dynamic-import': false } },
  { entryPoints: ['server/src/cli/commands.ts'], outfile: 'server/dist/commands.js', ...node, beside },
  {
    entryPoints: ['vm.ts', 'deck.ts', 'presenter.ts', 'outline.ts', 'measure.ts', 'style.css', 'deck.css', 'formulas.css', 'icons/vm-light.svg', 'icons/vm-dark.svg', 'icons/deck-light.svg', 'icons/deck-dark.svg'].map(file => `client/pages/${file}`),
    outdir: 'client/dist/pages', outbase: 'client/pages', loader: { '.svg': 'copy', '.woff2': 'file' }, assetNames: 'fonts/[name]', external: ['*.woff', '*.ttf'], ...browser, format: 'iife',
  },
  { entryPoints: ['test/vscode/main.node.ts'], outfile: 'test/dist/vscode/node.js', ...node, external: ['vscode', 'mocha'] },
  { entryPoints: ['test/vscode/main.web.ts'], outfile: 'test/dist/vscode/web.js', ...browser, format: 'cjs', external: ['vscode', 'node:*'] },
  { entryPoints: tests, outdir: 'test/dist', outbase: 'test', ...node, external: ['vscode', 'playwright-core', 'esbuild', '@marp-team/marp-core/full', 'marp-core-4'] },
]

/** Prints errors the way that the watch task's problem matcher reads them. */
const report = {
  name: 'report',
  setup(build) {
    build.onStart(() => { if (watch) console.log('[watch] build started') })
    build.onEnd(() => { if (watch) console.log('[watch] build finished') })
  },
}

/**
 * Escapes what esbuild leaves as it is written: the regular expressions. V8 keeps a program with a single wider character in two bytes
 * for each of its characters.
 */
const ascii = {
  name: 'ascii',
  setup(build) {
    build.onEnd(({ metafile }) => {
      if (!production) return
      for (const file of Object.keys(metafile?.outputs ?? {}).filter(file => file.endsWith('.js') && !file.startsWith('test/'))) {
        const text = readFileSync(file, 'utf8')
        const escaped = text.replace(/[^\0-\x7f]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
        if (escaped !== text) writeFileSync(file, escaped)
      }
    })
  },
}

if (!watch) for (const out of ['client/dist', 'server/dist', 'test/dist']) rmSync(out, { recursive: true, force: true })
const contexts = await Promise.all(bundles.filter(bundle => bundle.entryPoints.length).map(({ beside, alias: more, define: defined, ...bundle }) => esbuild.context({
  ...bundle, define: { ...define, ...defined }, alias: { ...alias, ...more }, bundle: true, metafile: true, minify: production, sourcemap: production ? false : 'linked', logLevel: 'warning', plugins: [report, ascii, docsPlugin(beside), ...beside ? [grammarsBeside(beside), asideBeside(beside)] : []],
})))
if (watch) {
  await Promise.all(contexts.map(context => context.watch()))
} else {
  const results = await Promise.allSettled(contexts.map(context => context.rebuild()))
  await Promise.all(contexts.map(context => context.dispose()))
  if (results.some(result => result.status === 'rejected')) process.exit(1)
  writeShipped(results.map(result => result.value.metafile))
}

/** Writes the names of the packages whose code is inside what we ship, for NOTICE and the test that holds it. */
function writeShipped(metafiles) {
  const shipped = metafiles.flatMap(({ outputs }) => Object.entries(outputs))
    .filter(([out]) => !out.startsWith('test/'))
    .flatMap(([, { inputs }]) => Object.keys(inputs))
    .flatMap(input => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.slice(1) ?? [])
  mkdirSync('node_modules/.cache/virtdeck', { recursive: true })
  writeFileSync('node_modules/.cache/virtdeck/shipped.json', JSON.stringify([...new Set(shipped)].sort(), null, 1))
}
