// The largest domains among libvirt's own files, for what is to hold on machines of real size.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Large {
  readonly file: string
  readonly text: string
}

/** The largest first, none larger than `most` characters; nothing where there is no unpacked tree. */
export function filesIn(corpus: string | undefined, most: number): readonly Large[] {
  const tests = corpus === undefined ? '' : [join(corpus, 'tests'), ...readdirIn(corpus).map(name => join(corpus, name, 'tests'))].find(existsSync)
  if (!tests) return []
  return readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.xml'))
    .flatMap((name): readonly Large[] => {
      const text = readFileSync(join(tests, name), 'utf8')
      return text.length <= most && /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<domain[ >]/.test(text) ? [{ file: name, text }] : []
    }).sort((a, b) => b.text.length - a.text.length)
}

const readdirIn = (folder: string): readonly string[] => statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : []
