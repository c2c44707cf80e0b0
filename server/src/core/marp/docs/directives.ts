// What each directive does, in our own words, as Markdown for hovers and completion.
// One entry a directive; values that can be listed stand in the table of `directives.ts`.

export const directiveDocs: Readonly<Record<string, string>> = {
  marp: `Marp for VS Code takes a Markdown file as a slide deck when this line stands in its front matter, spelled exactly \`marp: true\`.
Marp CLI does not need it.`,
  theme: `Sets the look of the whole deck. Marp Core has three themes; others are added by \`--theme-set\` (Marp CLI) or \`markdown.marp.themes\` (VS Code).
A name that Marp does not know is ignored without a word.`,
  size: `Picks one of the sizes that the theme offers by name. A size that the theme does not define has no effect.`,
  paginate: `Shows page numbers from this slide on. Write \`_paginate: false\` on a slide, usually the title, to leave out its number.`,
  header: `Puts text at the top of this slide and the following ones. Inline Markdown works: emphasis, links, images (not \`![bg]\`).

Quote values that begin with \`*\`, \`[\` or a quote mark: \`header: "**Draft**"\`. An empty string, \`header: ""\`, ends it.`,
  footer: `Puts text at the bottom of this slide and the following ones. Inline Markdown works: emphasis, links, images (not \`![bg]\`).

Quote values that begin with \`*\`, \`[\` or a quote mark: \`footer: "**Draft**"\`. An empty string, \`footer: ""\`, ends it.`,
  class: `Gives slides a class that the theme or your own \`style\` knows. Several are separated by blanks (\`lead invert\`) or written as a list.

\`_class: lead\` sets it for one slide.`,
  style: `CSS for the whole deck, added behind the theme. Write it as a block:

\`\`\`yaml
style: |
  section { font-size: 28px; }
\`\`\`

One error in it throws away all CSS of the deck except the theme.`,
  headingDivider: `Starts a slide at headings, so that no rulers are needed. A number means that level and all above it;
a list such as \`[2, 4]\` means just those levels.`,
  lang: `The language of the deck as a tag such as \`en\`, \`fr\` or \`pt-BR\`. It becomes the \`lang\` attribute of the slides, which hyphenation and screen readers use.`,
  math: `Chooses the library that typesets \`$…$\` and \`$$…$$\`. Say it in the deck, so that it looks the same wherever it is rendered.`,
  color: `The colour of the text, as CSS writes it: a name, \`#rgb\`, \`#rrggbb\`, \`rgb()\`, \`hsl()\`, … From this slide on.`,
  backgroundColor: `The colour of the background, as CSS writes it. From this slide on; \`_backgroundColor\` for one slide.
It also takes away the theme’s background image.`,
  backgroundImage: `An image or a gradient behind the slide: \`url(photo.jpg)\` or \`linear-gradient(to right, #67b8e3, #0288d1)\`.
It fills the slide unless \`backgroundSize\` says otherwise. An empty \`_backgroundImage:\` leaves one slide without.

For one slide, \`![bg](photo.jpg)\` in its text can do more: split, stack and filter.`,
  backgroundPosition: `Where the image of \`backgroundImage\` sits. It has no effect without that directive.`,
  backgroundRepeat: `Whether the image of \`backgroundImage\` repeats. It has no effect without that directive.`,
  backgroundSize: `How large the image of \`backgroundImage\` is: \`cover\`, \`contain\`, \`auto\` or CSS lengths. It has no effect without that directive.`,
  transition: `The effect with which a slide leaves, in HTML that Marp CLI exports and in browsers that support view transitions.
A duration may follow: \`transition: fade 1s\` (0.5s is usual). Names of your own are defined by keyframes.`,
  title: `The title of the document that Marp CLI writes, shown by browsers and PDF readers.`,
  description: `A sentence about the deck for search engines and link previews, in the document that Marp CLI writes.`,
  author: `Who made the deck, in the document that Marp CLI writes.`,
  keywords: `Keywords of the document that Marp CLI writes: separated by commas, or as a list.`,
  url: `The address at which the exported HTML will be published. It must be absolute; Marp CLI ignores others with a warning.`,
  image: `The address of a picture that link previews of the exported HTML show (Open Graph).`,
}
