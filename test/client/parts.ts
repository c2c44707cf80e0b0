// Marp as the preview's thread has it: its parts from the built bundles.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { marpMaker } from '../../client/src/preview/deck/marp'
import { loaderBy } from '../../client/src/preview/deck/parts'

export const builtMarp = marpMaker(loaderBy(file => void createRequire(__filename)(join(process.cwd(), 'client/dist/marp', file))))
