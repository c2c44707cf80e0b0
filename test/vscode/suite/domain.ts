// A real domain in the editor: what is wrong, what may come, what things are, and how the document is built.
import { commands, FoldingRange, Selection, workspace, type TextDocument } from 'vscode'
import { shot, tell } from '../channel'
import { codeActions, codeOf, holds, hoverText, insertOf, labelOf, open, openList, outline, placeOf, problemAt, problems, replace, same, suggestions, tidy, type, until, write } from '../expect'

suite('a libvirt domain', () => {
  teardown(tidy)

  test('a wrong value is underlined, the value alone, and the mistake mended is a problem gone', async () => {
    const editor = await open('domain.xml')
    same(editor.document.languageId, 'xml', 'language')
    await replace(editor, "bus='virtio'", "bus='virtoi'")
    const problem = await problemAt(editor.document, 'virtoi')
    holds(codeOf(problem).startsWith('schema/'), `code ${codeOf(problem)}`)
    holds(problem.message.includes('virtoi'), problem.message)
    await shot('diagnostic')
    await commands.executeCommand('undo')
    await until('no problem any more', () => problems(editor.document).length === 0)
  })

  test('a quick fix mends a misspelt value', async () => {
    const editor = await open('domain.xml')
    await replace(editor, "bus='virtio'", "bus='virtoi'")
    const { range } = await problemAt(editor.document, 'virtoi')
    const actions = await until('a quick fix', async () => {
      const offered = await codeActions(editor.document, range)
      return offered.filter(action => action.edit && action.title.includes('virtio'))[0]
    })
    holds(await workspace.applyEdit(actions.edit!), 'the edit was not applied')
    holds(editor.document.getText().includes("bus='virtio'"), editor.document.getText())
    await until('no problem any more', () => problems(editor.document).length === 0)
  })

  test('a name typed and accepted from the list is in the text', async () => {
    const { document } = await write('xml', "<domain type='kvm'>\n  <name>a</name>\n  ‸\n</domain>\n")
    await type('<vcp')
    await openList('vcpu')
    await shot('completion')
    await accept(document, text => /<vcpu\b[^>]*>/.test(text))
    holds(!/<<|<vcp</.test(document.getText()), document.getText())
  })

  test('a value accepted takes the place of what was there', async () => {
    const { document } = await write('xml', "<domain type='kvm'>\n  <devices>\n    <disk type='fi‸'/>\n  </devices>\n</domain>\n")
    await openList('file')
    await accept(document, text => text.includes("<disk type='file'/>"))
  })

  test('what the list offers inserts an element that fits', async () => {
    const written = await write('xml', "<domain type='kvm'>\n  <devices>\n    <‸\n  </devices>\n</domain>\n")
    const offered = await until('devices', async () => {
      const items = await suggestions(written)
      return items.length ? items : undefined
    })
    const labels = offered.map(labelOf)
    for (const device of ['disk', 'interface', 'graphics', 'video', 'controller']) holds(labels.includes(device), `${device} is not among ${labels.join(' ')}`)
    holds(!labels.includes('vcpu'), 'vcpu stands in <domain>, not in <devices>')
    holds(insertOf(offered.find(item => labelOf(item) === 'disk')!).includes('disk'), 'what `disk` inserts')
  })

  test('hover explains an element and an attribute value', async () => {
    const editor = await open('domain.xml')
    const { document } = editor
    const about = await until('a hover', () => hoverText(document, placeOf(document, 'vcpu', 1)))
    holds(/vcpu/i.test(about) && about.length > 80, about)
    const values = await hoverText(document, placeOf(document, "bus='virtio'", 1))
    holds(/scsi/.test(values), `the hover of \`bus\` names the buses: ${values}`)
    const place = placeOf(document, 'vcpu', 1)
    editor.selection = new Selection(place, place)
    await commands.executeCommand('editor.action.showHover')
    await tell('workbench', { selector: '.monaco-hover:not(.hidden) .hover-contents' })
    await shot('hover')
  })

  test('the outline names the machine and its devices, and elements fold', async () => {
    const { document } = await open('domain.xml')
    const names = await until('an outline', async () => {
      const found = await outline(document)
      return found.length ? found : undefined
    })
    for (const name of ['web', 'vda']) holds(names.some(each => each.includes(name)), `\`${name}\` is not in ${JSON.stringify(names)}`)
    const folds = await commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri)
    const devices = placeOf(document, '<devices>').line
    holds(folds.some(fold => fold.start === devices), `<devices> folds at ${devices}: ${JSON.stringify(folds)}`)
  })
})

/** Accepts the selected row as soon as the list shows one. */
export async function accept(document: TextDocument, done: (text: string) => boolean): Promise<void> {
  await until(`an accepted suggestion in ${JSON.stringify(document.getText())}`, async () => {
    await commands.executeCommand('acceptSelectedSuggestion')
    return done(document.getText())
  })
}
