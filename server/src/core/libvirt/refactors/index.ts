// The changes on demand, in the order in which they are offered.
import type { Refactoring } from '../../model'
import { addresses } from './addresses'
import { boot } from './boot'
import { duplicate } from './device'
import { order } from './order'
import type { Asked, Refactor } from './refactor'
import { units } from './units'
import { wrap } from './wrap'

const refactors: readonly Refactor[] = [units, boot, addresses, duplicate, order, wrap]

export const refactoringsOf = (asked: Asked): readonly Refactoring[] => refactors.flatMap(refactor => refactor(asked))
