// For esbuild: an import of `docs/compiled` gives the prose of that folder, compiled: in strings that are parsed when they are
// first asked for, or in files beside the bundle.
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { laidBeside } from '../beside.mjs'
import { compileDocs } from './compile.mjs'

/** `beside`: the folder for the files; without it the strings are in the bundle. */
export const docsPlugin = beside => ({
  name: 'docs',
  setup(build) {
    build.onResolve({ filter: /(^|\/)compiled$/ }, ({ path: asked, resolveDir }) => {
      const file = path.resolve(resolveDir, asked)
      return path.basename(path.dirname(file)) === 'docs' ? { path: file, namespace: 'docs' } : null
    })
    build.onLoad({ filter: /.*/, namespace: 'docs' }, ({ path: file }) => {
      const folder = path.dirname(file)
      const files = filesIn(folder)
      const { index, texts, sources, problems } = compileDocs(files)
      const language = path.basename(path.dirname(folder))
      // Where each text stands is for the checks of the docs alone.
      const written = (name, data) => beside && name !== 'sources' ? laidBeside(build, beside, `docs-${language}-${name}.json`, data) : JSON.stringify(data)
      return {
        contents: Object.entries({ index, texts, sources }).map(([name, data]) => `export const ${name} = () => JSON.parse(${written(name, JSON.stringify(data))})`).join('\n'),
        loader: 'js',
        errors: problems.map(({ file: name, line, message }) => ({ text: message, location: { file: path.relative('.', path.join(folder, name)), line } })),
        watchFiles: files.map(({ name }) => path.join(folder, name)),
        watchDirs: [folder, path.join(folder, 'cards')],
      }
    })
  },
})

/** The YAML of a folder of docs, and its cards. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.yaml') || /^cards[\\/].*\.md$/.test(name))
    .map(name => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
}
