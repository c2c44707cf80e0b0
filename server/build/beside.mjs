// For esbuild: what is large and seldom needed (the grammars, the prose, the readers of CSS) lies beside a Node bundle as files, and is read when it is
// first asked for. A program that starts neither reads nor parses it. A browser has it in its bundle.
import esbuild from 'esbuild'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Writes a text into the folder; gives back the JavaScript that reads it from the bundle that is built. */
export function laidBeside({ initialOptions: { outfile } }, folder, name, text) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), text)
  return `require('node:fs').readFileSync(${wayTo(outfile, folder, name)}, 'utf8')`
}

/** The JavaScript that finds a file of the folder from the bundle that is built. */
function wayTo(outfile, folder, name) {
  const way = path.relative(path.dirname(outfile), folder).split(path.sep)
  return `require('node:path').join(__dirname, ${[...way, name].map(step => `'${step}'`).join(', ')})`
}

/**
 * Imports of grammars as texts. Exported as `default`, never as `module.exports`: of a text that is a whole module, esbuild makes an
 * object that inherits from String.prototype, and with that V8 gives up its quick ways through every string of the program.
 */
export const grammarsBeside = folder => ({
  name: 'grammars beside',
  setup(build) {
    build.onLoad({ filter: /[\\/]data[\\/][\d.]+\.json$/ }, ({ path: file, with: { type } }) => type !== 'text' ? null
      : { contents: `export default ${laidBeside(build, folder, path.basename(file), readFileSync(file, 'utf8'))}`, loader: 'js', watchFiles: [file] })
  },
})

/** Modules that are named `…-aside`: each a bundle of its own. */
export const asideBeside = folder => ({
  name: 'aside',
  setup(build) {
    build.onLoad({ filter: /-aside\.ts$/ }, async ({ path: file }) => {
      const name = `${path.basename(file, '.ts')}.js`
      await esbuild.build({
        entryPoints: [file], outfile: path.join(folder, name), bundle: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'], minify: true, charset: 'ascii', logLevel: 'warning',
      })
      return { contents: `module.exports = require(${wayTo(build.initialOptions.outfile, folder, name)})`, loader: 'js', watchFiles: [file] }
    })
  },
})
