// A deck as one HTML file by marp-core itself, for where there is no Marp CLI: slides below each other, a page each when printed.
import type { Picture } from '../preview/deck/engine'
import { escapeHtml } from '../preview/escape'

export const deckHtml = ({ css, slides }: Picture, title: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Virtdeck, with marp-core">
<title>${escapeHtml(title)}</title>
<style>
${css.replace(/<\/style/gi, '<\\/style')}
body { margin: 0; background: #444; }
div.marpit > svg { display: block; width: min(100vw, 100vh * 16 / 9); height: auto; margin: 0 auto 2vh; }
@media print { body { background: none; } div.marpit > svg { width: 100%; margin: 0; break-after: page; } }
</style>
</head>
<body>
<div class="marpit">${slides.join('\n')}</div>
</body>
</html>
`
