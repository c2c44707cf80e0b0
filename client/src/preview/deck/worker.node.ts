// The thread's own program on the desktop; the parts lie beside it.
import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { marpMaker } from './marp'
import { loaderBy } from './parts'
import { deckRenderer, type DeckRequest } from './render'

const render = deckRenderer(marpMaker(loaderBy(file => void require(join(__dirname, '../marp', file)))))

parentPort?.on('message', (request: DeckRequest) => parentPort?.postMessage(render(request)))
