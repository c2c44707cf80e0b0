// Links: libvirt's pages, and the files that a document names, where they are there.
import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver'
import { URI, Utils } from 'vscode-uri'
import type { Link } from '../../core/model'
import { toRange } from '../convert'
import type { Snapshot } from '../documents'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

/** A document that names more files than this is no machine; nobody follows them by hand. */
const most = 500

export const links: Feature = server => {
  const { connection, host } = server
  const targetOf = async ({ uri }: Snapshot, { to }: Link): Promise<string | undefined> => {
    if (to.kind === 'page') return to.url
    if (to.kind === 'beside') return Utils.joinPath(URI.parse(uri), '..', to.path).toString()
    // The document's host is the one whose files it names: ours only when the document is one of our files.
    return uri.startsWith('file:') && await host.files?.isFile(to.path) ? URI.file(to.path).toString() : undefined
  }
  connection.onDocumentLinks(guarded<DocumentLinkParams, DocumentLink[]>(server, 'Links', [],
    async ({ snapshot, document }: Asked<DocumentLinkParams>) => {
      const found = await Promise.all(document.links().slice(0, most).map(async link => ({ link, target: await targetOf(snapshot, link) })))
      return found.flatMap(({ link: { span, tooltip }, target }) => target === undefined ? []
        : [{ range: toRange(snapshot, span), target, ...(tooltip !== undefined && { tooltip }) }])
    }))
  return { documentLinkProvider: {} }
}
