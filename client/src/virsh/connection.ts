// Connection URIs as a person types them: which are one, and how they are given to virsh.

/** The ones to offer, most usual first. */
export const usualConnections: readonly (readonly [uri: string, about: string])[] = [
  ['qemu:///system', 'The QEMU and KVM machines of this host'],
  ['qemu:///session', 'QEMU and KVM machines of your own, without privileges'],
  ['test:///default', 'libvirt’s mock host: forgets everything at once, good for a try'],
]

/** What is wrong with a typed connection; null when nothing is. */
export function connectionProblem(text: string): string | null {
  const uri = text.trim()
  if (uri === '') return 'Type a connection such as qemu:///system or qemu+ssh://user@host/system.'
  if (/[\s\p{Cc}]/u.test(uri)) return 'A connection holds no spaces.'
  // libvirt.conf may give aliases: plain words.
  if (/^[a-z][a-z0-9+.-]*:./i.test(uri) || /^[a-z0-9_][\w.-]*$/i.test(uri)) return null
  return `“${uri}” is no connection: it begins with a driver, as in qemu:///system or qemu+ssh://user@host/system.`
}

/**
 * ssh must not wait for a password that nobody can type: `no_tty` makes libvirt run it in batch mode
 * (docs/uri: "no_tty"). Keys and agents work as ever.
 */
export function unattended(connection: string): string {
  const uri = connection.trim()
  if (!/^[a-z0-9.-]+\+ssh:/i.test(uri) || /[?&]no_tty=/.test(uri)) return uri
  const [before = '', fragment] = uri.split('#', 2)
  return `${before}${before.includes('?') ? '&' : '?'}no_tty=1${fragment === undefined ? '' : `#${fragment}`}`
}
