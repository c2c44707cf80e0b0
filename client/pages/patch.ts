// A picture on the page, in layers: a browser needs longer to lay a large machine out than we need to draw it, so it is left to lay out
// the bands that are seen; and what is there already stays, for a key changes a piece or two.
import type { Layer, Picture } from '../../server/src/core/picture/index'

let last: Picture | undefined

export function patch(into: HTMLElement, picture: Picture, name: string): void {
  const machine = into.firstElementChild
  if (machine && last && sameFrames(last, picture)) {
    picture.layers.forEach(({ pieces }, at) => { change(machine.children[at]!, last!.layers[at]!.pieces, pieces) })
  } else {
    into.innerHTML = `<div class="virtdeck-machine" role="group">${picture.layers.map((layer, at) => svgOf(layer, picture.width, at > 0)).join('')}</div>`
    ;[...into.firstElementChild!.children].forEach((svg, at) => { if (at > 0) place(svg as SVGSVGElement, picture.layers[at]!, picture) })
  }
  into.firstElementChild!.setAttribute('aria-label', name)
  last = picture
}

const sameFrames = (a: Picture, b: Picture): boolean => a.width === b.width && a.height === b.height && a.layers.length === b.layers.length
  && a.layers.every(({ top, height, pieces }, at) => top === b.layers[at]!.top && height === b.layers[at]!.height && pieces.length === b.layers[at]!.pieces.length)

function change(svg: Element, before: readonly string[], now: readonly string[]): void {
  now.forEach((piece, at) => { if (piece !== before[at]) svg.children[at]!.outerHTML = piece })
}

const svgOf = ({ top, height, pieces }: Layer, width: number, band: boolean): string =>
  `<svg ${band ? 'class="band"' : `width="${width}" height="${height}"`} viewBox="0 ${top} ${width} ${height}">${pieces.join('')}</svg>`

/** Over the ground, whatever size that has on the screen. */
function place(svg: SVGSVGElement, { top, height }: Layer, picture: Picture): void {
  svg.style.top = `${top / picture.height * 100}%`
  svg.style.height = `${height / picture.height * 100}%`
}
