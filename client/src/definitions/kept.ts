// What libvirt made up when it defined a machine, and a document leaves out: its UUID and its MAC addresses stay what they are, so that
// defining the same document again changes nothing. (A machine without a UUID would be refused: its name is taken.)
import { withoutComments } from './define'

export function kept(text: string, defined: string): string {
  return withMacs(withUuid(text, defined), defined)
}

function withUuid(text: string, defined: string): string {
  const plain = withoutComments(text)
  const uuid = /<uuid>\s*([0-9a-f-]{36})\s*<\/uuid>/i.exec(defined)?.[1]
  const head = plain.slice(0, plain.search(/<devices[\s>]/) >>> 0)
  const name = /<name>[^<]*<\/name>/.exec(head)
  if (uuid === undefined || !name || /<uuid>/.test(head)) return text
  const at = name.index + name[0].length
  return `${text.slice(0, at)}${indentBefore(text, name.index)}<uuid>${uuid}</uuid>${text.slice(at)}`
}

const interfaces = /<interface\b[^>]*[^/>]>[\s\S]*?<\/interface\s*>/g
const mac = /<mac\b[^>]*\baddress\s*=\s*(['"])([0-9a-f:]{17})\1/i

/** Only where there are as many interfaces as before: else nobody knows which is which. */
function withMacs(text: string, defined: string): string {
  const mine = [...withoutComments(text).matchAll(interfaces)]
  const theirs = [...withoutComments(defined).matchAll(interfaces)]
  if (mine.length !== theirs.length) return text
  return mine.map((match, i) => ({ match, address: mac.exec(theirs[i]![0])?.[2] })).reverse().reduce((on, { match, address }) => {
    if (address === undefined || /<mac\b/.test(match[0])) return on
    const at = match.index + match[0].indexOf('>') + 1
    return `${on.slice(0, at)}${indentBefore(text, match.index, '  ')}<mac address='${address}'/>${on.slice(at)}`
  }, text)
}

const indentBefore = (text: string, at: number, more = ''): string => {
  const blank = /\n([ \t]*)$/.exec(text.slice(0, at))
  return blank ? `\n${blank[1]}${more}` : ''
}
