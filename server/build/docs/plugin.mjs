// For esbuild: an import of `docs/compiled` gives the prose of that folder, compiled. What is shipped lies in strings that
// are parsed when they are first asked for, so that a program that starts pays nothing for them.
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { compileDocs } from './compile.mjs'

export const docsPlugin = {
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
      return {
        contents: Object.entries({ index, texts, sources }).map(([name, data]) => `export const ${name} = () => JSON.parse(${JSON.stringify(JSON.stringify(data))})`).join('\n'),
        loader: 'js',
        errors: problems.map(({ file: name, line, message }) => ({ text: message, location: { file: path.relative('.', path.join(folder, name)), line } })),
        watchFiles: files.map(({ name }) => path.join(folder, name)),
        watchDirs: [folder, path.join(folder, 'cards')],
      }
    })
  },
}

/** The YAML of a folder of docs, and its cards. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.yaml') || /^cards[\\/].*\.md$/.test(name))
    .map(name => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
}
