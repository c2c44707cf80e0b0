// The words of the status bar: which libvirt a document is for, and why.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { labelOf, tooltipOf } from '../../client/src/target'
import type { TargetFacts } from '../../server/src/protocol/messages'

const facts = (given: Partial<TargetFacts>): TargetFacts => ({ version: '12.8.0', judge: '12.8.0', asked: 'latest', from: 'setting', versions: [], ...given })

for (const [given, label, tooltip] of [
  [{}, 'libvirt 12.8.0', 'The schemas of libvirt 12.8.0 judge this document.\n\nThe setting `virtdeck.libvirt.version` is `latest`.'],
  [{ version: '9.0.0', asked: '9.0.0', from: 'comment' }, 'libvirt 9.0.0', 'The schemas of libvirt 9.0.0 judge this document.\n\nIts comment says `libvirt=9.0.0`.'],
  [{ version: '9.0.0', asked: '9.0.0', from: 'configuration' }, 'libvirt 9.0.0', "The schemas of libvirt 9.0.0 judge this document.\n\nThe project's `.virtdeckrc.json` or package.json says `9.0.0`."],
  [{ version: '9.0.0', asked: 'host', folder: '/s' }, 'libvirt 9.0.0 (host)', 'The schemas in `/s` judge this document.\n\nThe setting `virtdeck.libvirt.version` is `host`.'],
  [{ version: 'host', asked: 'host', folder: '/s' }, 'libvirt host', 'The schemas in `/s` judge this document.\n\nThe setting `virtdeck.libvirt.version` is `host`.'],
  [{ version: '10.0.0', judge: '9.0.0', asked: '10.0.0', note: 'Those of 9.0.0 judge.' }, 'libvirt 10.0.0', 'Those of 9.0.0 judge.\n\nThe setting `virtdeck.libvirt.version` is `10.0.0`.'],
  [{ asked: 'host', lacking: true, note: 'None is here.' }, '$(warning) libvirt 12.8.0', 'None is here.\n\nThe setting `virtdeck.libvirt.version` is `host`.'],
] as const) {
  test(`the status bar: ${label}`, () => assert.deepEqual([labelOf(facts(given)), tooltipOf(facts(given))], [label, tooltip]))
}
