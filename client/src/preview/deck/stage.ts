// What the pages of one deck do together: the speaker's view and the slides stand at the same slide, the text follows, and a talk
// fills the screen.
import { commands, Range, TextEditorRevealType, window, workspace, type Uri } from 'vscode'
import type { FromPage } from '../messages'
import type { Panel } from '../panel'

export interface Stage {
  heard(from: Panel, message: FromPage): void
  ended(panel: Panel): void
}

export interface StageParts {
  /** The open pages of a deck. */
  panels(uri: Uri): readonly Panel[]
  presenter(uri: Uri): void
}

export function stageFor({ panels, presenter }: StageParts): Stage {
  /** The page that has the screen for itself. */
  let talking: Panel | null = null

  const fullScreen = async (panel: Panel, on: boolean): Promise<void> => {
    if (on === (talking === panel)) return
    talking = on ? panel : null
    if (on) panel.focus()
    // Zen mode hides what surrounds the editors and takes the screen; what stands beside the slides goes too.
    await commands.executeCommand('workbench.action.toggleZenMode')
    await commands.executeCommand('workbench.action.toggleMaximizeEditorGroup')
    // It also narrows the editor to what is good to read; when it ends it takes that back by itself.
    if (on && workspace.getConfiguration('zenMode').get('centerLayout')) await commands.executeCommand('workbench.action.toggleCenteredLayout')
  }

  return {
    heard(from, message) {
      switch (message.type) {
        case 'at':
          for (const other of panels(from.uri)) if (other !== from) other.post({ type: 'go', index: message.index, step: message.step })
          if (message.mode !== 'present') void showText(from, message.index)
          break
        case 'present': void fullScreen(from, message.on); break
        case 'presenter': presenter(from.uri); break
        default:
      }
    },
    ended(panel) { if (talking === panel) void fullScreen(panel, false) },
  }
}

/** The slide's text comes into view where it is open; the caret stays. */
const showText = async (panel: Panel, index: number): Promise<void> => {
  const target = panel.item(index)?.target
  const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === panel.uri.toString())
  if (!target || !editor) return
  const document = await workspace.openTextDocument(panel.uri)
  editor.revealRange(new Range(document.positionAt(target.start), document.positionAt(target.end)), TextEditorRevealType.InCenterIfOutsideViewport)
}
