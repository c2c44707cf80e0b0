// A real libvirtd for the tests, private to them: its configuration, state and sockets lie in one temporary folder,
// so that neither a daemon that runs here nor anything under /etc/libvirt is touched. It ends with us, by its own pid.
import { execFile, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

/** What is missing for it, as words for a person; null when nothing is. */
export function lacksLibvirt() {
  if (process.platform !== 'linux') return 'libvirtd runs on Linux only'
  const missing = ['libvirtd', 'virsh', 'qemu-system-x86_64'].filter(name => spawnSync(name, ['--version'], { stdio: 'ignore' }).error)
  if (!missing.length) return null
  return `no ${missing.join(', no ')}: apt-get install libvirt-daemon libvirt-daemon-driver-qemu libvirt-clients qemu-system-x86`
}

/**
 * Starts the daemon. Root gets a system daemon in a mount namespace of its own, which covers the four folders that libvirt
 * has its paths compiled in for; where namespaces are forbidden (most containers), and for everybody else, it is a session daemon
 * of an unprivileged user, whose folders the XDG variables name.
 */
export async function startLibvirtd() {
  const dir = mkdtempSync(path.join(tmpdir(), 'virtdeck-libvirt-'))
  const root = process.getuid() === 0
  const daemon = root && covers() ? systemDaemon(dir) : sessionDaemon(dir, root)
  let output = ''
  for (const stream of [daemon.child.stdout, daemon.child.stderr]) stream.on('data', data => { output += data })
  const end = () => {
    daemon.child.kill('SIGKILL')
    rmSync(dir, { recursive: true, force: true })
  }
  process.once('exit', end)
  const limits = { timeout: 20_000, env: { ...process.env, LC_ALL: 'C' } }
  const virsh = async (...args) => (await promisify(execFile)('virsh', ['-c', daemon.uri, ...args], limits)).stdout
  await ready(daemon.child, () => virsh('version'), () => output)
  return {
    uri: daemon.uri,
    virsh,
    /** To the daemon itself, for tests of its death. */
    signal: name => daemon.child.kill(name),
    /** Removes what was defined on it, then ends it. */
    async stop() {
      try {
        for (const name of (await virsh('list', '--all', '--name')).split('\n').filter(Boolean)) {
          await virsh('destroy', name).catch(() => { /* It was not running. */ })
          await virsh('undefine', name)
        }
      } finally {
        if (daemon.child.exitCode === null && daemon.child.signalCode === null) {
          const gone = once(daemon.child, 'exit')
          daemon.child.kill('SIGTERM')
          await Promise.race([gone, new Promise(resolve => setTimeout(resolve, 5000).unref())])
        }
        end()
        process.off('exit', end)
      }
    },
  }
}

/** Whether we may have a mount namespace, and all that is to be covered is there. */
const covers = () => Object.values(covered).every(folder => existsSync(folder))
  && spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/run']).status === 0

const covered = { etc: '/etc/libvirt', lib: '/var/lib/libvirt', cache: '/var/cache/libvirt', log: '/var/log/libvirt' }

function systemDaemon(dir) {
  for (const name of ['run', ...Object.keys(covered)]) mkdirSync(path.join(dir, name))
  // Files instead of virtlogd, and no helper that a container lacks: AppArmor, cgroups, other users. A console has its lock in /run/lock.
  writeFileSync(path.join(dir, 'etc/qemu.conf'), ['stdio_handler = "file"', 'security_driver = "none"', 'user = "root"', 'group = "root"',
    'remember_owner = 0', 'cgroup_controllers = [ ]', 'namespaces = [ ]', 'seccomp_sandbox = 0', ''].join('\n'))
  const enter = ['mount -t tmpfs none /run', 'mkdir /run/libvirt /run/lock', 'mount --bind "$0/run" /run/libvirt',
    ...Object.entries(covered).map(([name, folder]) => `mount --bind "$0/${name}" ${folder}`), 'exec libvirtd'].join(' && ')
  return {
    uri: `qemu+unix:///system?socket=${path.join(dir, 'run/libvirt-sock')}`,
    child: spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', enter, dir], { stdio: ['ignore', 'pipe', 'pipe'] }),
  }
}

function sessionDaemon(dir, root) {
  const nobody = 65534
  const variables = ['XDG_CONFIG_HOME', 'XDG_RUNTIME_DIR', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME']
  const folders = Object.fromEntries(variables.map(name => [name, path.join(dir, name.split('_')[1].toLowerCase())]))
  for (const folder of Object.values(folders)) {
    mkdirSync(folder)
    if (root) chownSync(folder, nobody, nobody)
  }
  chmodSync(dir, 0o711)
  return {
    uri: `qemu+unix:///session?socket=${path.join(folders.XDG_RUNTIME_DIR, 'libvirt/libvirt-sock')}`,
    child: spawn('libvirtd', [], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOME: dir, ...folders },
      ...root ? { uid: nobody, gid: nobody } : {},
    }),
  }
}

/** libvirtd says nothing when it listens, so it is asked until it answers. */
async function ready(child, ask, output) {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (child.exitCode !== null) break
    if (await ask().then(() => true, () => false)) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error(`libvirtd does not answer:\n${output()}`)
}
