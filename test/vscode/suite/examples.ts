// Our own examples: all of them are without an error, save the one that is made to show some.
import { DiagnosticSeverity, Uri, workspace } from 'vscode'
import { folder } from '../channel'
import { holds, open, outline, problems, tidy, until } from '../expect'

suite('the examples', () => {
  teardown(tidy)

  test('have errors only where they are meant to', async () => {
    const files = (await workspace.fs.readDirectory(Uri.joinPath(folder(), 'examples'))).map(([name]) => name).filter(name => /\.(xml|md)$/.test(name))
    holds(files.some(name => name.endsWith('.xml')) && files.some(name => name.endsWith('.md')), `domains and decks: ${files.join(' ')}`)
    for (const name of files) {
      const { document } = await open(`examples/${name}`)
      await until(`${name} to be read`, async () => (await outline(document)).length > 0)
      const errors = () => problems(document).filter(problem => problem.severity === DiagnosticSeverity.Error)
      if (name.includes('mistakes')) await until(`errors in ${name}`, () => errors().length > 0)
      else holds(errors().length === 0, `${name}: ${errors().map(({ message }) => message).join('; ')}`)
    }
  })
})
