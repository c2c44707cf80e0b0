// The HTML around a page: what it may load is said here, and nothing else may be loaded.
import { Uri, type Webview } from 'vscode'
import { escapeHtml } from './escape'

export interface PageOptions {
  readonly extension: Uri
  readonly page: 'vm' | 'deck' | 'presenter' | 'outline'
  readonly title: string
  /** Kept by the page, so that the preview comes back after a restart. */
  readonly uri: Uri
  readonly remoteImages: boolean
}

export const pagesFolder = (extension: Uri): Uri => Uri.joinPath(extension, 'client', 'dist', 'pages')

export function pageHtml(webview: Webview, { extension, page, title, uri, remoteImages }: PageOptions): string {
  const nonce = newNonce()
  const address = (name: string): string => escapeHtml(webview.asWebviewUri(Uri.joinPath(pagesFolder(extension), name)).toString())
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:${remoteImages ? ' https: http:' : ''}`,
    `media-src ${webview.cspSource}`,
    `font-src ${webview.cspSource} data:${remoteImages ? ' https: http:' : ''}`,
    `base-uri ${webview.cspSource}`,
    "form-action 'none'",
  ].join('; ')
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${page !== 'vm' && uri.scheme !== 'untitled' ? `<base href="${escapeHtml(webview.asWebviewUri(Uri.joinPath(uri, '..')).toString())}/">` : ''}
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${address('style.css')}">
${page === 'vm' ? '' : ['deck.css', 'formulas.css'].map(name => `<link rel="stylesheet" href="${address(name)}">`).join('\n')}
</head>
<body class="${page === 'vm' || page === 'deck' ? page : `deck ${page}`}" data-uri="${escapeHtml(uri.toString())}">
<p id="note" role="status" hidden></p>
<main id="picture" aria-label="${escapeHtml(title)}"></main>
<script nonce="${nonce}" src="${address(`${page}.js`)}"></script>
</body>
</html>`
}

const newNonce = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(18))
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
