// A machine to look at or to paste: as a drawing, as Mermaid, as Markdown. Knows boards, and neither libvirt nor XML.
export { pictureOf, type Layer, type Picture, type PictureOptions } from './svg'
export { kindNames, nameOf, newsOf, sentenceOf } from './sentence'
export { colours, styleText, variables } from './style'
export { markdownOf } from './markdown'
export { mermaidOf } from './mermaid'
