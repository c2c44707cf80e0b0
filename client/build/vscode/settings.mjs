// The user settings of every VS Code that we start: no welcome, no dialogs, nothing that asks the internet.
export const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'files.autoSave': 'off', // In a browser it would be on.
}

/** Each folder is a stranger's until the person says otherwise, and nobody is asked about it. */
export const wary = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
}

const themes = { light: 'Light Modern', dark: 'Dark Modern', contrast: 'Default High Contrast' }

/** The settings that choose a colour theme by our short name. */
export function themed(name) {
  if (!(name in themes)) throw new Error(`there is no theme \`${name}\`: take ${Object.keys(themes).join(', ')}`)
  return { 'workbench.colorTheme': themes[name], 'window.autoDetectColorScheme': false }
}
