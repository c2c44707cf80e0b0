// What is said about versions of libvirt: in problems, hovers and the status bar's tooltip.
import type { Target } from '../model'
import { compareVersions, spoken } from './versions'

export const judgedByAnother = (version: string, judge: string, bundled: readonly string[]): string =>
  `The schemas of libvirt ${version} are not among those that come with Virtdeck (${bundled.join(', ')}): those of ${judge} judge, ${
    compareVersions(version, judge) < 0 ? 'the oldest.' : judge === bundled[bundled.length - 1] ? 'the newest.' : 'the newest that are not newer.'}`

export const needsDesktop = 'A browser cannot read the schemas of an installed libvirt, which needs the desktop'

export const lacking = (why: string, judge: string): string => `${why}: libvirt ${judge} judges instead. Choose a version, or install libvirt.`

export function unknownVersion(version: string, suggestion: string | null, known: readonly string[]): string {
  const what = suggestion === null ? '' : ` did you mean \`${suggestion}\`?`
  return `\`${version.slice(0, 40).replaceAll('`', "'")}\` is no version of libvirt:${what} Write one of ${known.map(each => `\`${each}\``).join(', ')}, or any other as \`10.0.0\`.`
}

/** What it is: "`<iommu>`'s attribute `dev`". `version`: the one from which on libvirt has it. */
export const needsNewer = (what: string, version: string, target: string, repair: string): string =>
  `${what} needs libvirt ${spoken(version)} or newer; this document is for ${named(target)}: ${repair}, or raise the version.`

/** An installed libvirt may not tell its version. */
const named = (target: string): string => target === 'host' ? 'the libvirt that is installed here' : target

/** The target lies between two versions that we know. */
export const mayNeedNewer = (what: string, older: string, newer: string, target: string): string =>
  `${what} came to libvirt after ${older} and by ${newer}: whether ${target} has it is not known here. Check it there.`

/** For what is old in itself, but not in this place or with this beside it. */
export const allowedSince = (version: string): string => `libvirt ${spoken(version)} or newer takes it as it stands.`

export const allowedBy = (newer: string, target: string): string => `libvirt ${newer} takes it as it stands: whether ${target} does is not known here.`

/** For hover; `target` where the document is for an older one. */
export const needs = (version: string, target: string | null): string =>
  `**Needs:** libvirt ${version} or newer${target === null ? '' : ` (⚠ this document is for ${named(target)})`}`

/** Beside the version in completion. */
export const aboutVersion = (version: string, newest: string): string | null =>
  version === 'latest' ? `the newest that Virtdeck knows, ${newest}` : version === 'host' ? 'the libvirt that is installed on this machine' : null

/** Markdown. */
export function aboutTarget({ version, asked, folder, note }: Target): string {
  const what = note !== undefined ? note : folder !== undefined ? `The schemas in ${folder} judge.` : 'Its schemas judge.'
  return `**libvirt ${version}**${asked === version ? '' : ` (\`${asked}\`)`}: what this document is for, whatever the setting says.\n\n${what}`
}

export const subjects = {
  element: (name: string, parent: string | null): string => `\`<${name}>\`${parent === null ? '' : ` in \`<${parent}>\``}`,
  attribute: (name: string, element: string): string => `\`<${element}>\`'s attribute \`${name}\``,
  value: (value: string, name: string, element: string): string => `\`${name}='${cut(value)}'\` of \`<${element}>\``,
  text: (value: string, element: string): string => `\`${cut(value)}\` in \`<${element}>\``,
} as const

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text).replaceAll('`', "'")
