// The tools that language models may use, registered; package.json contributes each of them, and a test compares.
import { Disposable, LanguageModelTextPart, LanguageModelToolResult, lm } from 'vscode'
import type { Session } from '../commands/command'
import { check } from './check'
import { define } from './define'
import { diff } from './diff'
import { explain } from './explain'
import { lint } from './lint'
import type { Tool } from './tool'

export const registerTools = (session: Session): Disposable =>
  Disposable.from(register(session, lint), register(session, explain), register(session, check), register(session, diff), register(session, define))

const register = <Input>(session: Session, tool: Tool<Input>): Disposable => lm.registerTool<Input>(tool.name, {
  async prepareInvocation({ input }) {
    const confirmationMessages = await tool.confirm?.(session, input)
    return { invocationMessage: tool.doing(input), ...confirmationMessages && { confirmationMessages } }
  },
  async invoke({ input }, token) {
    return new LanguageModelToolResult([new LanguageModelTextPart(await tool.run(session, input, token))])
  },
})
