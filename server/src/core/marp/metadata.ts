// What Marp reads in the comments of a theme's CSS, as a table; what is said of each stands in `docs/metadata.yaml`.
// From marpit's postcss/meta.js, and the types that marp-core gives them (marp.ts).

export interface Metadata {
  readonly name: string
  /** As it is first written, in snippet syntax. */
  readonly snippet: string
  readonly values: readonly string[]
}

export const metadata: readonly Metadata[] = [
  { name: 'theme', snippet: 'theme ${1:name}', values: [] },
  { name: 'size', snippet: 'size ${1:16:9} ${2:1280px} ${3:720px}', values: ['16:9 1280px 720px', '4:3 960px 720px', 'A4 210mm 297mm'] },
  { name: 'auto-scaling', snippet: 'auto-scaling ${1:true}', values: ['true', 'fittingHeader', 'math', 'code'] },
]

/** For people, who are not read by Marp, and are right to stand there. */
export const otherTags: readonly string[] = ['author', 'license', 'licence', 'version', 'description', 'copyright', 'see', 'link', 'import', 'import-theme', 'charset', 'name', 'title', 'param', 'todo', 'note']
