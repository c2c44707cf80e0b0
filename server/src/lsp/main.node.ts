// The door for editors on the desktop: reads the command line, connects over stdio or Node's own channel, starts the server.
import '../runtime/resident.node'
import { createConnection } from 'vscode-languageserver/node'
import { files } from './files.node'
import { installedLibvirt } from '../installed/schemas.node'
import { startServer } from './server'

declare const VIRTDECK_VERSION: string

const usage = `Usage: virtdeck-language-server --stdio

The language server for libvirt XML and Marp decks. An editor starts it and speaks the Language Server Protocol with it.

  --stdio     speak over standard input and output
  --node-ipc  speak over the channel of a parent that is Node
  --version   print the version
  --help      print this
`

const run = (args: readonly string[]): void => {
  // Editors add this one by themselves; the connection reads it to end when they are gone.
  const options = args.filter((arg, i) => !arg.startsWith('--clientProcessId') && args[i - 1] !== '--clientProcessId')
  const unknown = options.find(arg => !['--stdio', '--node-ipc', '--version', '--help', '-h'].includes(arg))
  if (unknown !== undefined) misuse(`unknown option ${unknown}`)
  else if (options.includes('--help') || options.includes('-h')) process.stdout.write(usage)
  else if (options.includes('--version')) process.stdout.write(`${VIRTDECK_VERSION}\n`)
  else if (options.length === 0) misuse('this is started by an editor, with --stdio')
  else if (options.includes('--node-ipc') && process.send === undefined) misuse('--node-ipc needs a parent that is Node; use --stdio')
  else start()
}

const start = (): void => {
  const connection = createConnection()
  process.on('unhandledRejection', reason => connection.console.error(`Something failed that nobody waited for: ${String(reason)}`))
  startServer(connection, {
    version: VIRTDECK_VERSION,
    pause: () => new Promise(resolve => { setImmediate(resolve) }),
    later: (milliseconds, task) => {
      const timer = setTimeout(task, milliseconds)
      return () => clearTimeout(timer)
    },
    files,
    installed: installedLibvirt(),
  })
}

const misuse = (message: string): void => {
  process.stderr.write(`virtdeck-language-server: ${message}\n\n${usage}`)
  process.exitCode = 2
}

run(process.argv.slice(2))
