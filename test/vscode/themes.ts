// What is to be looked at in a dark and in a light theme.
import { ConfigurationTarget, workspace } from 'vscode'

const themes = [['dark', 'Default Dark Modern'], ['light', 'Default Light Modern']] as const

/** The theme that was there comes back, whatever happens. */
export async function inBothThemes(look: (shade: 'dark' | 'light') => Promise<unknown>): Promise<void> {
  const settings = workspace.getConfiguration('workbench')
  try {
    for (const [shade, theme] of themes) {
      await settings.update('colorTheme', theme, ConfigurationTarget.Global)
      await look(shade)
    }
  } finally {
    await settings.update('colorTheme', undefined, ConfigurationTarget.Global)
  }
}
