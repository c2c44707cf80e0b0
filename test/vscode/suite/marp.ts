// A Marp deck in the editor: its front matter is completed, explained and judged as Marp reads it.
import { commands } from 'vscode'
import { shot } from '../channel'
import { codeOf, holds, hoverText, labelOf, open, openList, outline, placeOf, problemAt, problems, replace, suggestions, tidy, until, write } from '../expect'
import { accept } from './domain'

suite('a Marp deck', () => {
  teardown(tidy)

  test('directives are offered in the front matter', async () => {
    const written = await write('markdown', '---\nmarp: true\n‸\n---\n\n# One\n')
    const labels = await until('directives', async () => {
      const found = (await suggestions(written)).map(labelOf)
      return found.some(label => label.startsWith('theme')) ? found : undefined
    })
    for (const name of ['theme', 'paginate', 'header', 'size']) holds(labels.some(label => label.startsWith(name)), `\`${name}\` is not among ${labels.join(' ')}`)
    holds(!labels.some(label => label.startsWith('marp')), 'marp is there already')
  })

  test('a theme is completed and accepted', async () => {
    const { document } = await write('markdown', '---\nmarp: true\ntheme: gai‸\n---\n\n# One\n')
    await openList('gaia')
    await shot('theme')
    await accept(document, text => text.includes('theme: gaia\n'))
  })

  test('hover explains a directive', async () => {
    const { document } = await open('deck.md')
    const about = await until('a hover', () => hoverText(document, placeOf(document, 'paginate:', 2)))
    holds(/paginat/i.test(about), about)
  })

  test('a wrong value is underlined, and no longer when it is mended', async () => {
    const editor = await open('deck.md')
    await replace(editor, 'theme: gaia', 'theme: giaa')
    const problem = await problemAt(editor.document, 'giaa')
    holds(codeOf(problem).startsWith('marp/'), codeOf(problem))
    await shot('deck-diagnostic')
    await commands.executeCommand('undo')
    await until('no problem any more', () => problems(editor.document).length === 0)
  })

  test('Marp reads YAML loosely, and so do we: a colour is no comment, a second colon no mistake', async () => {
    const { document } = await write('markdown', '---\nmarp: true\nbackgroundColor: #fff\nheader: a: b\npaginate: yess‸\n---\n\n# One\n')
    await problemAt(document, 'yess')
    holds(problems(document).every(problem => problem.range.start.line === 4), JSON.stringify(problems(document).map(({ message }) => message)))
  })

  test('the outline lists the slides', async () => {
    const { document } = await open('deck.md')
    const names = await until('an outline', async () => {
      const found = await outline(document)
      return found.length ? found : undefined
    })
    for (const title of ['Machines', 'Disks']) holds(names.some(name => name.includes(title)), `\`${title}\` is not in ${JSON.stringify(names)}`)
  })
})
