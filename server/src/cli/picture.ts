// `virtdeck picture FILE`: the machine that a domain describes, as a drawing or as text to paste, on standard output or in a file.
import { writeFileSync } from 'node:fs'
import { languages } from '../core/languages'
import { markdownOf, mermaidOf, pictureOf } from '../core/picture/index'
import { defaultSettings } from '../core/service'
import type { Asked } from './arguments'
import { decode } from './decode'
import { read } from './files'
import { printable } from './quote'
import { complain } from './terminal'

export async function picture({ path, format, output }: Asked & { readonly command: 'picture' }): Promise<number> {
  const source = read({ path })
  if ('failure' in source) return refused(path, source.failure)
  const { text } = decode(source.bytes)
  for (const language of languages) {
    const board = await (await language.open(text, defaultSettings)).board()
    if (!board) continue
    const drawn = { svg: () => `${pictureOf(board, { width: 960, added: true, theme: 'auto' }).svg}\n`, mermaid: () => mermaidOf(board), markdown: () => markdownOf(board) }[format]()
    if (output === undefined) process.stdout.write(drawn)
    else {
      try {
        writeFileSync(output, drawn)
      } catch (error) {
        return refused(output, error instanceof Error ? error.message : String(error))
      }
    }
    return 0
  }
  return refused(path, 'it is no libvirt domain: there is no machine to draw')
}

function refused(path: string, why: string): number {
  complain(`${printable(`${path}: ${why}`)}\n`)
  return 2
}
