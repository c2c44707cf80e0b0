// The real libvirtd of these tests, and virsh beside the extension: what it says is there is there.
import { readChannel } from './channel'

/** The daemon of these tests; without one the test is shown as skipped, which makes the run fail where CI is set. */
export async function libvirtd(test: Mocha.Context): Promise<string> {
  const { connection } = await readChannel()
  return connection ?? test.skip()
}

export async function virsh(connection: string, ...args: string[]): Promise<string> {
  const { execFile } = await import('node:child_process')
  return new Promise((resolve, reject) => {
    execFile('virsh', ['-c', connection, ...args], { timeout: 20_000, env: { ...process.env, LC_ALL: 'C' } }, (error, out, complaint) => error ? reject(new Error(complaint)) : resolve(out))
  })
}
