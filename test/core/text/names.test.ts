import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closestAmong, closestName } from '../../../server/src/core/text/names'

const names = ['disk', 'interface', 'emulator', 'on_crash', 'on_reboot', 'memory', 'memoryBacking', 'currentMemory', 'type', 'id', 'os', 'cpu', 'vcpu', 'graphics']

const checkClosest = (typed: string, expected: string | undefined, candidates: readonly string[] = names): void =>
  assert.equal(closestName(typed, candidates), expected, typed)

test('a slip of the finger finds the name', () => {
  checkClosest('dsik', 'disk')
  checkClosest('dik', 'disk')
  checkClosest('diskk', 'disk')
  checkClosest('tpye', 'type')
  checkClosest('emualtor', 'emulator')
  checkClosest('inteface', 'interface')
  checkClosest('grafics', 'graphics')
  checkClosest('vpcu', 'vcpu')
  checkClosest('cpus', 'cpu')
})

test('case, hyphen and underscore count little', () => {
  checkClosest('currentmemory', 'currentMemory')
  checkClosest('MEMORYBACKING', 'memoryBacking')
  checkClosest('on-crash', 'on_crash')
  checkClosest('OS', 'os')
  checkClosest('Disk', 'disk', ['disc', 'disks', 'disk'])
})

test('nothing close is no answer, and neither is the name itself', () => {
  checkClosest('banana', undefined)
  checkClosest('io', undefined)
  checkClosest('x', undefined)
  checkClosest('', undefined)
  checkClosest('disk', undefined)
  checkClosest('a'.repeat(100_000), undefined)
  checkClosest('disk', undefined, [])
})

test('many texts are looked for once each, until it is enough', () => {
  const closest = closestAmong(['disk', 'cpu'], 4)
  assert.deepEqual([closest('dsik'), closest('cpuu'), closest('dsik'), closest('diks')], ['disk', 'cpu', 'disk', undefined])
})

test('of two as close, the one that begins alike wins', () => {
  checkClosest('rad', 'rat', ['bad', 'rat'])
})
