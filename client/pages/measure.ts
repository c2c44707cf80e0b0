// The linter's page: draws all slides of a deck as the preview does, and leaves in its title what is cut off of which. It talks to nobody.
import type { SlidePicture } from '../src/preview/messages'
import { fitNow } from './fit'
import { framesIn } from './frames'
import { overflowsOf } from './overflow'

const { css, slides } = JSON.parse(document.getElementById('deck')!.textContent ?? '') as { readonly css: string; readonly slides: readonly string[] }
const list = document.createElement('ol')
list.className = 'slides'
document.body.append(list)
const frames = framesIn(list)
frames.draw({ type: 'deck', version: 0, css, remoteImages: false, slides: slides.map((html): SlidePicture => ({ html, title: '', notes: [] })) })
frames.all.forEach((_, index) => frames.fill(index))

// The browser is asked for what it has once all pictures are there, or are known to be missing: nothing may be left for later.
addEventListener('load', () => {
  for (const { root } of frames.all) fitNow(root)
  document.title = encodeURIComponent(JSON.stringify(frames.all.map(({ root }) => overflowsOf(root))))
})
