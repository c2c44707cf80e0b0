// The order that the schema allows and libxml2 refuses: told as information, and mended.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import { defaultSettings } from '../../../server/src/core/service'
import { applied } from '../../../server/src/core/text/edits'

/** `expected`: what is underlined, and the text after the fix; null when there is nothing to say. */
async function checkOrder(text: string, expected: readonly [underlined: string, mended: string] | null): Promise<void> {
  const document = await libvirt.open(text, defaultSettings)
  const [hint, ...others] = document.problems()
  assert.deepEqual(others, [], text)
  if (!expected) return assert.equal(hint, undefined, text)
  assert.ok(hint, text)
  assert.deepEqual([hint.code, hint.level, text.slice(hint.span.start, hint.span.end)], ['schema/libxml2-order', 'information', expected[0]])
  assert.equal(applied(text, document.fixes(hint)[0]!.edits), expected[1])
}

const domain = (...lines: readonly string[]): string => `<domain type='kvm'>\n  <name>a</name>\n${lines.map(line => `  ${line}\n`).join('')}  <os>\n    <type>hvm</type>\n  </os>\n</domain>`

test('members of two interleaves that alternate', async () => {
  await checkOrder(domain('<vcpu>1</vcpu>', '<on_crash>destroy</on_crash>', '<memory>1</memory>', '<on_poweroff>destroy</on_poweroff>'),
    ['memory', domain('<vcpu>1</vcpu>', '<memory>1</memory>', '<on_crash>destroy</on_crash>', '<on_poweroff>destroy</on_poweroff>')])
  await checkOrder(domain('<vcpu>1</vcpu>', '<memory>1</memory>', '<on_crash>destroy</on_crash>', '<on_poweroff>destroy</on_poweroff>'), null)
  await checkOrder(domain('<vcpu>1</vcpu>', '<on_crash>destroy</on_crash>', '<memory>1</memory>'), null)
})

test('the fix leaves several of them together, with their lines', async () => {
  await checkOrder(domain('<memory>1</memory>', '<on_reboot>restart</on_reboot>', '<vcpu>1</vcpu>', '<on_crash>destroy</on_crash>', "<memoryBacking>\n    <hugepages/>\n  </memoryBacking>"),
    ['vcpu', domain('<memory>1</memory>', '<vcpu>1</vcpu>', "<memoryBacking>\n    <hugepages/>\n  </memoryBacking>", '<on_reboot>restart</on_reboot>', '<on_crash>destroy</on_crash>')])
})
