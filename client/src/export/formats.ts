// What a deck can be exported to, and what Marp CLI is told for it. Pure: a list of arguments, no shell.
import type { DeckSettings } from '../preview/deck/settings'

export interface ExportFormat {
  readonly label: string
  readonly extension: string
  /** Marp CLI's own words for it. */
  readonly args: readonly string[]
}

export const exportFormats: readonly ExportFormat[] = [
  { label: 'HTML', extension: 'html', args: [] },
  { label: 'PDF', extension: 'pdf', args: ['--pdf'] },
  { label: 'PDF with notes', extension: 'pdf', args: ['--pdf', '--pdf-notes'] },
  { label: 'PowerPoint', extension: 'pptx', args: ['--pptx'] },
  { label: 'PNG of each slide', extension: 'png', args: ['--images', 'png'] },
  { label: 'Notes', extension: 'txt', args: ['--notes'] },
]

export interface CliJob {
  readonly cli: string
  readonly deck: string
  readonly output: string
  readonly format: ExportFormat
  readonly themes: readonly string[]
  readonly html: DeckSettings['html']
  /** The configuration beside the deck or above it, since the program does not run there. */
  readonly config?: string
}

/** For Node: the program's own file, then what Marp CLI documents. A deck is named last, behind `--`, whatever its name begins with. */
export const cliArguments = ({ cli, deck, output, format, themes, html, config }: CliJob): readonly string[] => [
  cli, '--no-stdin', ...format.args,
  // Other formats than HTML are pictures of the page: without this its local images would be missing.
  ...(format.extension === 'html' || format.extension === 'txt' ? [] : ['--allow-local-files']),
  // A list of one's own it reads from the configuration itself.
  ...(html === 'default' || typeof html !== 'string' ? [] : html === 'all' ? ['--html'] : ['--no-html']),
  ...(config === undefined ? [] : ['--config-file', config]),
  ...themes.flatMap(theme => ['--theme-set', theme]),
  '--output', output, '--', deck,
]

/** What Marp CLI says when it fails, without its own marks; its last line says why. */
export const reasonIn = (stderr: string): string =>
  stderr.replace(/\x1b\[[0-9;]*m/g, '').split('\n').map(line => line.trim()).filter(line => /ERROR|Error/.test(line)).at(-1)?.replace(/^\[\s*ERROR\s*\]\s*/, '') ?? stderr.trim().split('\n').at(-1) ?? ''
