// What is not ours gets no opinion: other XML, other Markdown. That we looked is known from a document of ours opened after it.
import { holds, hoverText, labelOf, open, problemAt, problems, suggestions, tidy, write } from '../expect'

suite('what is not ours', () => {
  teardown(tidy)

  test('other XML has no problems, hovers and suggestions of ours', async () => {
    const { document } = await open('pom.xml')
    await ours()
    holds(problems(document).length === 0, JSON.stringify(problems(document).map(({ message }) => message)))
    holds(await hoverText(document, document.positionAt(document.getText().indexOf('artifactId') + 2)) === '', 'a hover')
  })

  test('broken XML that is not libvirt’s is left to others', async () => {
    const { document } = await write('xml', '<project><name></project>‸')
    await ours()
    holds(problems(document).length === 0, JSON.stringify(problems(document).map(({ message }) => message)))
  })

  test('Markdown without `marp: true` has no problems and suggestions of ours', async () => {
    const written = await write('markdown', '---\ntitle: notes\ntheme: nosuch\n‸\n---\n\n# One\n')
    await ours()
    holds(problems(written.document).length === 0, JSON.stringify(problems(written.document).map(({ message }) => message)))
    const labels = (await suggestions(written)).map(labelOf)
    holds(!labels.some(label => /^(paginate|backgroundColor|headingDivider)/.test(label)), labels.join(' '))
  })
})

/** Opens a domain with a mistake and waits for it to be seen: by then the server has read the document before it too. */
async function ours(): Promise<void> {
  const { document } = await write('xml', "<domain type='kvm'><nmae>a</nmae>‸</domain>")
  await problemAt(document, 'nmae')
}
