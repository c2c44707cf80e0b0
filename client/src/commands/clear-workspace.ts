// Virtdeck: Clear Workspace Problems. What Lint Workspace has told is taken back; open documents keep theirs.
import type { Command } from './command'
import { clearedContext } from './lint-workspace'

export const clearWorkspace: Command = {
  id: 'virtdeck.clearWorkspace',
  async run({ server }) {
    await server.lint([], [])
    clearedContext()
  },
}
