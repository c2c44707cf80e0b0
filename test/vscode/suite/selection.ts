// A piece of XML in a text that is not XML: selected, checked, and told at its places until the text changes.
import { commands, Selection } from 'vscode'
import { open, problems, same, tidy, until, write } from '../expect'

suite('checking a selection', () => {
  teardown(tidy)

  test('a device in a script', async () => {
    const script = "cat > disk.xml <<END\n<disk type='file' devise='disk'>\n  <target dev='vda'/>\n</disk>\nEND\nvirsh attach-device web1 disk.xml\n‸"
    const { editor, document } = await write('plaintext', script)
    const text = document.getText()
    editor.selection = new Selection(document.positionAt(text.indexOf('<disk ')), document.positionAt(text.indexOf('END\nvirsh')))
    same(await commands.executeCommand('virtdeck.checkSelection'), { kind: 'disk', problems: 1 }, 'one problem')
    const [problem] = problems(document)
    same(problem && document.getText(problem.range), 'devise', 'the token')
    await editor.edit(edit => edit.insert(document.positionAt(text.length), '\n'))
    await until('gone with the next change', () => problems(document).length === 0)
  })

  test('what is no XML of libvirt\'s is said to be none', async () => {
    await open('pom.xml')
    await commands.executeCommand('editor.action.selectAll')
    same(await commands.executeCommand('virtdeck.checkSelection'), undefined, 'nothing to say')
  })
})
