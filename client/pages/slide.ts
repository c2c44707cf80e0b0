// One slide of Marp's HTML as elements that are safe to show: nothing runs, nothing is fetched from elsewhere, nothing is styled by text.
import { fit } from './fit'

/** Marp lets through a list of harmless tags; this is the second lock on the same door. */
const forbidden = 'script, iframe, frame, object, embed, link, meta, base, form, template, style, portal, noscript'

export interface SlideContent {
  readonly content: DocumentFragment
  /** The style of Mermaid's drawings on it: it comes as text, and counts within the slide alone. */
  readonly css: string
}

/** `stamp` counts how often pictures have changed on disk: under a new address they are read anew. */
export function slideContent(html: string, remoteImages: boolean, stamp = 0): SlideContent {
  // A document without a window: nothing in it loads or runs.
  const parsed = new DOMParser().parseFromString(`<div class="marpit">${stylesAside(html)}</div>`, 'text/html')
  const css = [...parsed.querySelectorAll(drawings)].map(({ textContent }) => textContent).join('\n')
  for (const element of parsed.querySelectorAll(forbidden)) element.remove()
  for (const element of parsed.querySelectorAll('*')) makeHarmless(element)
  const styles = [...parsed.querySelectorAll(`[${aside}]`)].map(element => [element, element.getAttribute(aside)!] as const)
  for (const [element] of styles) element.removeAttribute(aside)
  const content = document.createDocumentFragment()
  content.append(...[...parsed.body.childNodes].map(node => document.adoptNode(node)))
  // Set by script: the policy refuses style attributes that come as text.
  for (const [element, text] of styles) if (element instanceof HTMLElement || element instanceof SVGElement) element.style.cssText = text
  for (const image of content.querySelectorAll<HTMLImageElement>('img')) watch(image, remoteImages, stamp)
  for (const element of content.querySelectorAll<HTMLElement>('figure, section')) watchBackground(element, remoteImages, stamp)
  fit(content)
  return { content, css }
}

const drawings = 'svg[data-marp-mermaid] style'

const aside = 'data-virtdeck-style'

/** The policy refuses style attributes and complains about each one: they travel under another name. Marp writes all of them in double quotes. */
const stylesAside = (html: string): string => html.replace(tag, text => text.replace(/ style="/g, ` ${aside}="`))

const tag = /<[a-z][^\s"'<>/]*(?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*\s*\/?>/gi

const makeHarmless = (element: Element): void => {
  for (const { name, value } of [...element.attributes]) {
    const runs = name.startsWith('on') || name === 'srcdoc' || /^\s*(javascript|vbscript|command):/i.test(value)
    if (runs) element.removeAttribute(name)
  }
}

/** In place of a picture that cannot be shown stand its name and the reason. */
const watch = (image: HTMLImageElement, remoteImages: boolean, stamp: number): void => {
  const source = image.getAttribute('src') ?? ''
  if (!remoteImages && !isLocal(source)) return replace(image, 'virtdeck-remote', `Not shown: ${hostOf(source)}`)
  if (stamp > 0 && isFile(source)) image.src = stamped(source, stamp)
  image.addEventListener('error', () => replace(image, 'virtdeck-missing', `Not found: ${readable(source)}`), { once: true })
}

const replace = (image: HTMLImageElement, reason: string, text: string): void => {
  const stand = document.createElement('span')
  stand.className = `virtdeck-blocked ${reason}`
  stand.setAttribute('role', 'img')
  stand.setAttribute('aria-label', image.alt === '' ? text : `${image.alt} (${text})`)
  stand.textContent = text
  stand.style.cssText = image.style.cssText
  image.replaceWith(stand)
}

const watchBackground = (element: HTMLElement, remoteImages: boolean, stamp: number): void => {
  const source = /^url\(["']?(.*?)["']?\)$/.exec(element.style.backgroundImage)?.[1]
  if (source === undefined) return
  if (!remoteImages && !isLocal(source)) {
    element.style.backgroundImage = 'none'
    return tell(element, 'virtdeck-remote', `Not shown: ${hostOf(source)}`)
  }
  if (!isFile(source)) return
  if (stamp > 0) element.style.backgroundImage = `url("${stamped(source, stamp)}")`
  // A background tells nobody that it is missing: an image of the same address does.
  const probe = new Image()
  probe.addEventListener('error', () => tell(element, 'virtdeck-missing', `Not found: ${readable(source)}`), { once: true })
  probe.src = stamp > 0 ? stamped(source, stamp) : source
}

/** In a background of its own stand the words alone; on a slide they stand in its corner. */
const tell = (element: HTMLElement, reason: string, text: string): void => {
  if (element.tagName === 'FIGURE') {
    element.classList.add('virtdeck-blocked', reason)
    element.textContent = text
    return
  }
  const badge = document.createElement('div')
  badge.className = `virtdeck-badge ${reason}`
  badge.textContent = text
  element.append(badge)
}

const stamped = (source: string, stamp: number): string => `${source}${source.includes('?') ? '&' : '?'}virtdeck=${stamp}`

/** An address that leads to a file: neither the text itself nor the internet. */
const isFile = (source: string): boolean => !/^(?:data|https?|blob):/i.test(source.trim()) && source !== '' || source.startsWith(document.baseURI.replace(/[^/]*$/, ''))

/** As the author wrote it, spaces and letters decoded. */
const readable = (source: string): string => {
  try {
    return decodeURI(source)
  } catch {
    return source
  }
}

/** Beside the deck, or in the text itself; all else would be fetched. */
export const isLocal = (source: string): boolean => {
  const text = source.trim()
  return text.startsWith('data:') || !(/^[a-z][a-z0-9+.-]*:/i.test(text) || text.startsWith('//')) || text.startsWith(document.baseURI.replace(/[^/]*$/, ''))
}

const hostOf = (source: string): string => {
  try {
    return new URL(source, 'https://unknown').host
  } catch {
    return source
  }
}
