// What a person is told of the thing under the caret.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings } from '../../../server/src/core/service'
import { atCaret } from '../../support/caret'

/** The hovered piece, and patterns that its Markdown must or (with `not`) must not match. */
async function checkHover(marked: string, piece: string | null, ...patterns: readonly (RegExp | { readonly not: RegExp })[]): Promise<void> {
  const { text, offset } = atCaret(marked)
  const hover = (await libvirt.open(text, defaultSettings)).hover(offset)
  assert.equal(hover && text.slice(hover.span.start, hover.span.end), piece, marked)
  for (const pattern of patterns) {
    if (pattern instanceof RegExp) assert.match(hover?.markdown ?? '', pattern, marked)
    else assert.doesNotMatch(hover?.markdown ?? '', pattern.not, marked)
  }
}

const domain = (inside: string): string => `<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os>${inside}</domain>`
const devices = (inside: string): string => domain(`<devices>${inside}</devices>`)

test('an element: prose, what it takes, where it belongs, a link', async () => {
  await checkHover(devices("<di‸sk type='file'><target dev='vda'/></disk>"), 'disk', /\*\*`<disk>`\*\* in `<devices>`\n\nA hard disk/, /\*\*Elements:\*\* `target` \(required\), /, /\*\*Attributes:\*\* .*`snapshot`/, /\(https:\/\/libvirt\.org\/formatdomain\.html#hard-drives/)
  await checkHover(devices("<disk type='file'><target dev='vda'/></di‸sk>"), 'disk', /A hard disk/)
  await checkHover(domain('<on_‸crash>destroy</on_crash>'), 'on_crash', /- `coredump-destroy`: /)
})

test('the text belongs to the place: a source is not a source', async () => {
  await checkHover(devices("<disk type='file'><sou‸rce file='/a'/><target dev='vda'/></disk>"), 'source', /Where the data lives/, /`file`/)
  await checkHover(devices("<interface type='bridge'><sou‸rce bridge='br0'/></interface>"), 'source', /The bridge that the card is plugged into/, /`bridge` \(required\)/, { not: /startupPolicy/ })
})

test('an attribute: its meaning, its values by branch, its facts', async () => {
  await checkHover(devices("<disk type='file'><driver ca‸che='none'/><target dev='vda'/></disk>"), 'cache', /page cache/, /Here: `none`, bypass/, /- `writeback`: /, { not: /^(?:(?!\n---\n)[\s\S])*- `none`: / }, /\*\*Default:\*\* /, /\*\*Since:\*\* libvirt 0\.6\.0/)
  await checkHover(devices("<disk type='file'><target d‸ev='vda'/></disk>"), 'dev', /of `<target>` · required/, /⚠ Each name once/)
  await checkHover("<domain ty‸pe='kvm'><name>a</name></domain>", 'type', /hypervisor/)
})

test('a value: what it means here', async () => {
  await checkHover(domain("<cpu mode='host-pass‸through'/>"), 'host-passthrough', /^\*\*`host-passthrough`\*\*: the host CPU as it is/, /- `host-model`: /)
  await checkHover(devices("<interface type='user'><mac address='52:54:00:1‸2:34:56'/></interface>"), '52:54:00:12:34:56', /six hexadecimal pairs/)
})

test('sizes are told in units that people read', async () => {
  await checkHover("<domain type='kvm'><memory>41943‸04</memory></domain>", '4194304', /KiB = 4 GiB/)
  await checkHover("<domain type='kvm'><memory unit='MiB'>15‸36</memory></domain>", '1536', /MiB = 1\.5 GiB/)
  await checkHover("<domain type='kvm'><memory unit='GiB'>‸4</memory></domain>", '4', { not: /=/ })
  await checkHover("<domain type='kvm'><memory unit='M‸B'>4</memory></domain>", 'MB', /1,000,000 bytes/)
  await checkHover(domain("<cpu><numa><cell id='0' cpus='0' memory='2‸097152'/></numa></cpu>"), '2097152', /= 2 GiB/)
})

test('what the docs do not know, the grammar tells', async () => {
  await checkHover(domain("<features><xen><e820_ho‸st state='on'/></xen></features>"), 'e820_host', /in `<xen>`/, /\*\*Attributes:\*\* `state`/)
  await checkHover(devices("<disk type='file'><target dev='vda'/><geometry cy‸ls='1' heads='1' secs='1'/></disk>"), 'cyls', /\*\*Value:\*\* a whole number/)
})

test('nothing to say of blanks, comments and other XML', async () => {
  await checkHover(domain(' ‸ '), null)
  await checkHover(domain('<!-- dis‸k -->'), null)
  await checkHover('<project><na‸me>a</name></project>', null)
  await checkHover(domain('<dev‸ices'), 'devices', /built into the machine/)
})
