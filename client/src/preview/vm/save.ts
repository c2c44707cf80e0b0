// The picture of a machine into a file that the person names; beside the document where nothing else is said.
import { Uri, window, workspace } from 'vscode'

export async function savePicture(document: Uri, format: 'svg' | 'png', data: string): Promise<void> {
  const name = document.path.slice(document.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '') || 'machine'
  const beside = document.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(document, '..')
  const target = await window.showSaveDialog({ filters: { [`${format.toUpperCase()} picture`]: [format] }, title: 'Save the Picture of the Machine', ...beside && { defaultUri: Uri.joinPath(beside, `${name}.${format}`) } })
  if (!target) return
  try {
    await workspace.fs.writeFile(target, format === 'svg' ? new TextEncoder().encode(data) : Uint8Array.from(atob(data), character => character.charCodeAt(0)))
  } catch (error) {
    void window.showErrorMessage(`The picture could not be written to ${target.path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
