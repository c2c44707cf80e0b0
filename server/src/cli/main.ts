// The linter, and the docs: the same core as the language server, from a terminal. What a command needs is loaded when it is called.
import { readArguments, type Asked } from './arguments'
import { complain } from './terminal'

declare const VIRTDECK_VERSION: string

const run = async (asked: Asked): Promise<number> => {
  switch (asked.command) {
    case 'help':
      process.stdout.write((await import('./usage')).usage())
      return 0
    case 'version':
      process.stdout.write(`${VIRTDECK_VERSION}\n`)
      return 0
    case 'misuse':
      complain(`${asked.message}\n\n${(await import('./usage')).usage()}`)
      return 2
    case 'lint':
      return (await import('./linter')).lintAll(asked, VIRTDECK_VERSION)
    case 'rules':
      return (await import('./rules')).listRules(asked.format)
    case 'format':
      return (await import('./formatter')).formatAll(asked)
    case 'explain':
      return (await import('./explain')).explain(asked.path)
  }
}

// A reader such as `head` may leave before the end: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? process.exitCode : 2))

void run(readArguments(process.argv.slice(2))).then(code => { process.exitCode = code })
