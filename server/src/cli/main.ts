// The linter, and the docs: the same core as the language server, from a terminal. What a command needs is loaded when it is called.
import '../runtime/batch.node'
import { readArguments, type Asked } from './arguments'
import { complain } from './terminal'

declare const VIRTDECK_VERSION: string

const run = async (asked: Asked): Promise<number> => {
  if (asked.command === 'version') {
    process.stdout.write(`${VIRTDECK_VERSION}\n`)
    return 0
  }
  // Another bundle: see client/build/bundle.mjs.
  const { explain, formatAll, lintAll, listRules, picture, usage } = await import('./commands')
  switch (asked.command) {
    case 'help':
      process.stdout.write(usage())
      return 0
    case 'misuse':
      complain(`${asked.message}\n\n${usage()}`)
      return 2
    case 'lint': return lintAll(asked, VIRTDECK_VERSION)
    case 'rules': return listRules(asked.format)
    case 'format': return formatAll(asked)
    case 'explain': return explain(asked.path)
    case 'picture': return picture(asked)
  }
}

// A reader such as `head` may leave before the end: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? process.exitCode : 2))

void run(readArguments(process.argv.slice(2))).then(code => { process.exitCode = code })
