// Which files a rendered deck shows, so that the page may read their folders and no others.

/** The relative folders (`../images`) and absolute ones (`/srv/images`) of the local pictures in HTML and CSS; '' is the deck's own. */
export function imageFolders(texts: readonly string[]): readonly string[] {
  const folders = texts.flatMap(text => [...text.matchAll(address)]
    .map(match => folderOf((match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').replaceAll('&amp;', '&')))
    .filter(folder => folder !== null))
  return [...new Set(folders)]
}

/** `src="…"`, `poster="…"`, `url("…")`, `url('…')`, `url(…)`; in an attribute the quotes of CSS are entities. */
const address = /(?:src|poster)="([^"]*)"|url\(\s*(?:&quot;|")(.*?)(?:&quot;|")\s*\)|url\(\s*(?:&#39;|')(.*?)(?:&#39;|')\s*\)|url\(\s*([^"'&)\s]+)\s*\)/g

const folderOf = (url: string): string | null => {
  if (url === '' || url.startsWith('#') || url.startsWith('//') || /^[a-z][a-z0-9+.-]*:/i.test(url)) return null
  const path = decoded(url.replace(/[?#].*$/, ''))
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : slash === 0 ? '/' : path.slice(0, slash)
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
