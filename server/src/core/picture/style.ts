// How a picture looks: one style sheet for every place it is shown in, and the colours of each. A page gives its own by
// variables; a picture that stands alone has them written in, since not everything that draws SVG knows variables.

/** Colours by what they are for. */
export type Palette = Readonly<Record<(typeof colours)[number], string>>

export const colours = [
  'ink', 'faint', 'paper', 'card', 'line', 'sheet', 'edge', 'dots', 'board', 'storage', 'network', 'display', 'host', 'other', 'gold', 'die', 'core', 'coreEdge', 'onCore', 'stick',
  'error', 'warning', 'info', 'badgeInk',
] as const

export const light: Palette = {
  ink: '#1f2328', faint: '#59636e', paper: '#ffffff', card: '#f6f8fa', line: '#c9d1d9', sheet: '#eef6ef', edge: '#8fbf98', dots: '#c4dfc8',
  board: '#1a7f37', storage: '#0969da', network: '#0f766e', display: '#8250df', host: '#9a5b00', other: '#57606a', gold: '#c69026', die: '#2d333b', core: '#3fb950', coreEdge: '#7ee787', onCore: '#04260f',
  stick: '#2f7d46', error: '#cf222e', warning: '#9a6700', info: '#0969da', badgeInk: '#ffffff',
}

export const dark: Palette = {
  ink: '#e6edf3', faint: '#9aa4af', paper: '#161b22', card: '#1f262e', line: '#3b444e', sheet: '#16241b', edge: '#2f6b41', dots: '#25402e',
  board: '#3fb950', storage: '#58a6ff', network: '#2dd4bf', display: '#bc8cff', host: '#e3a33f', other: '#9aa4af', gold: '#d4a72c', die: '#0d1117', core: '#2ea043', coreEdge: '#56d364', onCore: '#ffffff',
  stick: '#238636', error: '#f85149', warning: '#d29922', info: '#58a6ff', badgeInk: '#0d1117',
}

/** For a page that defines `--vd-ink` and so on. */
export const variables: Palette = Object.fromEntries(colours.map(name => [name, `var(--vd-${name})`])) as Palette

/** `scope` begins every rule, so that several pictures may stand in one document. */
export const styleText = (scope: string, palette: Palette): string => `
${scope} { font-family: system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Ubuntu, sans-serif; color: ${palette.ink}; }
${scope} text { fill: ${palette.ink}; }
${scope} .paper { fill: ${palette.paper}; }
${scope} .faint { fill: ${palette.faint}; }
${scope} .strong { font-weight: 600; }
${scope} .mono, ${scope} .seat { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
${scope} .seat { fill: ${palette.faint}; }
${scope} .sheet { fill: ${palette.sheet}; stroke: ${palette.edge}; }
${scope} .dot { fill: ${palette.dots}; }
${scope} .pill { fill: ${palette.card}; stroke: ${palette.line}; }
${scope} .frame { fill: ${palette.card}; stroke: ${palette.line}; }
${scope} .sheeted > .frame { fill: ${palette.paper}; fill-opacity: .85; stroke: ${palette.edge}; }
${scope} .wire { fill: none; stroke: ${palette.other}; stroke-opacity: .65; stroke-width: 1.5; stroke-linejoin: round; }
${scope} .wire.wanted { stroke-dasharray: 3 3; }
${scope} .trace { fill: none; stroke-width: 2; stroke-opacity: .8; stroke-linejoin: round; }
${scope} .icon { fill: none; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; stroke: ${palette.other}; }
${scope} .accent { fill: ${palette.other}; }
${scope} .lead .frame { fill: ${palette.paper}; }
${(['board', 'storage', 'network', 'display', 'host', 'other'] as const).map(hue =>
  `${scope} .${hue} .icon, ${scope} .trace.${hue} { stroke: ${palette[hue]}; } ${scope} .${hue} > .accent { fill: ${palette[hue]}; } ${scope} .lead.${hue} .frame { stroke: ${palette[hue]}; stroke-opacity: .7; }`).join('\n')}
${scope} .added > .frame { fill: none; stroke: ${palette.faint}; stroke-opacity: .7; stroke-dasharray: 4 3; }
${scope} .added > .accent { fill: none; }
${scope} .added > text { fill: ${palette.faint}; font-style: italic; }
${scope} .added .icon { stroke: ${palette.faint}; }
${scope} .die { fill: ${palette.die}; }
${scope} .pins { fill: none; stroke: ${palette.gold}; stroke-width: 5; stroke-dasharray: 3 5; }
${scope} .core { fill: ${palette.core}; stroke: ${palette.coreEdge}; stroke-width: .8; }
${scope} .core.off { fill: none; stroke: ${palette.coreEdge}; stroke-dasharray: 2 2; }
${scope} .number { fill: ${palette.onCore}; }
${scope} .number.off { fill: #b8c4ce; }
${scope} .stick { fill: ${palette.stick}; }
${scope} .chip { fill: ${palette.die}; }
${scope} .contacts { fill: none; stroke: ${palette.gold}; stroke-width: 5; stroke-dasharray: 3 2; }
${scope} .slot { fill: none; stroke: ${palette.faint}; stroke-dasharray: 3 3; }
${scope} .boot { fill: ${palette.board}; }
${scope} .boot-number { fill: ${palette.paper}; font-weight: 600; }
${scope} .badge.error { fill: ${palette.error}; } ${scope} .badge.warning { fill: ${palette.warning}; } ${scope} .badge.information, ${scope} .badge.hint { fill: ${palette.info}; }
${scope} .badge.differs { fill: ${palette.host}; }
${scope} .badge-text { fill: ${palette.badgeInk}; font-weight: 700; }
${scope} .caption { fill: ${palette.faint}; letter-spacing: .06em; }
`

/** For a picture that stands alone. `auto` follows what shows it, and is light where that does not tell. */
export const standaloneStyle = (scope: string, theme: 'auto' | 'light' | 'dark'): string =>
  theme === 'auto' ? `${styleText(scope, light)}@media (prefers-color-scheme: dark) {${styleText(scope, dark)}}` : styleText(scope, theme === 'light' ? light : dark)
