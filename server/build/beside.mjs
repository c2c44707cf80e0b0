// For esbuild: what is large and seldom needed (the grammars, the prose) lies beside a Node bundle as files, and is read when it is
// first asked for. A program that starts neither reads nor parses it. A browser has it in its bundle.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Writes a text into the folder; gives back the JavaScript that reads it from the bundle that is built. */
export function laidBeside({ initialOptions: { outfile } }, folder, name, text) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), text)
  const way = path.relative(path.dirname(outfile), folder).split(path.sep)
  return `require('node:fs').readFileSync(require('node:path').join(__dirname, ${[...way, name].map(step => `'${step}'`).join(', ')}), 'utf8')`
}

/** Imports of grammars as texts. */
export const grammarsBeside = folder => ({
  name: 'grammars beside',
  setup(build) {
    build.onLoad({ filter: /[\\/]data[\\/][\d.]+\.json$/ }, ({ path: file, with: { type } }) => type !== 'text' ? null
      : { contents: `module.exports = ${laidBeside(build, folder, path.basename(file), readFileSync(file, 'utf8'))}`, loader: 'js', watchFiles: [file] })
  },
})
