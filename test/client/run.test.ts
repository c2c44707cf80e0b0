// Starting programs for real: what they are given, what they may not do, and that they end.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { withCopy } from '../../client/src/virsh/copy.node'
import { run } from '../../client/src/virsh/run.node'
import type { RunRequest, RunResult } from '../../client/src/virsh/run'

const soon = 20_000

/** Runs a piece of JavaScript in a Node of its own. */
const node = (script: string, more: Partial<RunRequest> = {}): Promise<RunResult> =>
  run({ program: process.execPath, timeLimit: soon, ...more, args: ['-e', script, '--', ...more.args ?? []] })

const exited = (result: RunResult): Extract<RunResult, { end: 'exited' }> => {
  assert.equal(result.end, 'exited')
  return result as Extract<RunResult, { end: 'exited' }>
}

test('both streams and the exit code come back', async () => {
  const result = exited(await node('console.log("out é"); console.error("err"); process.exitCode = 3'))
  assert.deepEqual(result, { end: 'exited', code: 3, stdout: 'out é\n', stderr: 'err\n' })
})

test('arguments arrive as they are: no shell reads them', async () => {
  const args = ['; touch /tmp/owned', '$(id)', '`id`', 'a b', "it's", '"quoted"', '*', '-dash', '--', '', 'ünï', '&& true', 'line\nbreak', '%PATH%']
  const { stdout } = exited(await node('console.log(JSON.stringify(process.argv.slice(1)))', { args }))
  assert.deepEqual(JSON.parse(stdout), args)
})

test('standard input is closed and the language is C', async () => {
  const { stdout } = exited(await node('process.stdin.resume().on("end", () => console.log(process.env.LC_ALL, process.cwd()))'))
  assert.equal(stdout.split(' ')[0], 'C')
  assert.notEqual(stdout.trim().split(' ').slice(1).join(' '), process.cwd())
})

test('more output than anybody reads is dropped, and the program is not held up by it', async () => {
  const { stdout, code } = exited(await node('process.stdout.write("x".repeat(5e6), () => console.error("done"))', { outputLimit: 1000 }))
  assert.equal(stdout.length, 1000)
  assert.equal(code, 0)
})

test('a program that is late is ended', async () => {
  assert.deepEqual(await node('setInterval(() => {}, 1000)', { timeLimit: 300 }), { end: 'timed-out', timeLimit: 300 })
})

test('a program that shrugs the polite signal off is killed', async () => {
  const before = Date.now()
  const result = await node('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)', { timeLimit: 1500, grace: 200 })
  assert.equal(result.end, 'timed-out')
  assert.ok(Date.now() - before < soon / 2)
})

test('cancelling ends the program and its children', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'virtdeck-test-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const told = join(folder, 'child')
  const abort = new AbortController()
  // The child ignores the polite signal and holds our pipes; it writes its id when it is up.
  const child = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); require("fs").writeFileSync(${JSON.stringify(told)}, String(process.pid))`
  const running = node(`require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" }); setInterval(() => {}, 1000)`, { signal: abort.signal, grace: 500 })
  const id = await until(() => Number(read(told)) || undefined)
  abort.abort()
  assert.deepEqual(await running, { end: 'cancelled' })
  await until(() => isAlive(id) ? undefined : true)
})

test('what is cancelled before it starts is not started', async () => {
  assert.deepEqual(await node('process.exit(0)', { signal: AbortSignal.abort() }), { end: 'cancelled' })
})

test('a program that leaves a child behind with its pipes is not waited for', async t => {
  const script = 'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit", detached: true }); console.log(c.pid); c.unref()'
  const { stdout } = exited(await node(script, { grace: 300 }))
  const left = Number(stdout)
  assert.ok(left > 0)
  t.after(() => process.kill(left, 'SIGKILL'))
})

test('a program that dies of a signal is told from one that exits', async () => {
  const result = await node('process.kill(process.pid, "SIGKILL")')
  assert.deepEqual(result, { end: 'crashed', signal: 'SIGKILL', stdout: '', stderr: '' })
})

test('what cannot be started is an answer, not an exception', async () => {
  const missing = await run({ program: '/nowhere/virsh', args: [], timeLimit: soon })
  assert.equal(missing.end === 'not-started' && missing.cause, 'missing')
  const forbidden = await run({ program: tmpdir(), args: [], timeLimit: soon })
  assert.equal(forbidden.end === 'not-started' && forbidden.cause, 'forbidden')
  const impossible = await run({ program: process.execPath, args: ['zero\0byte'], timeLimit: soon })
  assert.equal(impossible.end === 'not-started' && impossible.cause, 'other')
})

test('a private copy is its owner’s alone and does not stay', async () => {
  const path = await withCopy('Untitled-1', '<domain/>', async path => {
    assert.equal(readFileSync(path, 'utf8'), '<domain/>')
    if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600)
    return path
  })
  assert.equal(basename(path), 'Untitled-1.xml')
  assert.equal(read(path), '')
})

test('a private copy is gone after a failure, too, and its name is harmless', async () => {
  const seen: string[] = []
  await assert.rejects(withCopy('../../etc/-o $(id).xml', 'x', path => {
    seen.push(path)
    throw new Error('no')
  }), /no/)
  assert.equal(read(seen[0]!), '')
  assert.match(basename(seen[0]!), /^[\w.-]+\.xml$/)
  assert.doesNotMatch(seen[0]!, /\.\.\/|\$/)
})

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const isAlive = (id: number): boolean => {
  try {
    process.kill(id, 0)
    // A killed process whose parent is gone may wait as a zombie for somebody to ask.
    return !/^State:\s+Z/m.test(read(`/proc/${id}/status`))
  } catch {
    return false
  }
}

const until = async <T>(ask: () => T | undefined): Promise<T> => {
  const end = Date.now() + soon
  for (;;) {
    const answer = ask()
    if (answer !== undefined) return answer
    assert.ok(Date.now() < end, 'it did not happen')
    await new Promise(resolve => { setTimeout(resolve, 20) })
  }
}
