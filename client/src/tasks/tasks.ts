// The tasks that VS Code offers by themselves: lint, and check on host; `$virtdeck` puts what they print into the list of problems.
import { CustomExecution, ProcessExecution, Task, tasks, TaskScope, workspace, type Disposable, type TaskDefinition, type WorkspaceFolder } from 'vscode'
import type { Session } from '../commands/command'
import { missingDesktop } from '../assistant/tool'
import { checkFiles } from './check-files'
import { printing } from './printing'

const type = 'virtdeck'

type Definition = TaskDefinition & { readonly task: 'lint' | 'check on host'; readonly files?: readonly string[]; readonly connection?: string }

export function registerTasks(session: Session): Disposable {
  return tasks.registerTaskProvider(type, {
    // Where no program can be started none is offered; one that somebody wrote down says why.
    provideTasks: () => session.side && workspace.workspaceFolders?.length ? (['lint', 'check on host'] as const).map(task => taskOf(session, { type, task })) : [],
    resolveTask: ({ definition, scope }) => isOurs(definition) ? taskOf(session, definition, typeof scope === 'object' ? scope : TaskScope.Workspace) : undefined,
  })
}

const isOurs = (definition: TaskDefinition): definition is Definition => definition['task'] === 'lint' || definition['task'] === 'check on host'

function taskOf(session: Session, definition: Definition, scope: WorkspaceFolder | TaskScope.Workspace = TaskScope.Workspace): Task {
  const task = new Task(definition, scope, definition.task, type, executionOf(session, definition), '$virtdeck')
  task.detail = definition.task === 'lint' ? 'All libvirt XML and Marp decks, by Virtdeck’s linter' : 'A dry run of each domain by the chosen host'
  return task
}

function executionOf(session: Session, { task, files = [], connection }: Definition): ProcessExecution | CustomExecution {
  const { side } = session
  if (!side) return new CustomExecution(async () => printing(async print => print(missingDesktop, 2)))
  if (task === 'check on host') return new CustomExecution(async () => printing((print, signal) => checkFiles(session, side, { files, connection: connection ?? side.connections.chosen() }, print, signal)))
  const { program, args, env } = side.tools.linter(session.context)
  const cwd = workspace.workspaceFolders?.[0]?.uri.fsPath
  // What begins with a dash is a file here.
  const named = (files.length ? files : ['.']).map(file => file.startsWith('-') ? `./${file}` : file)
  return new ProcessExecution(program, [...args, 'lint', ...named], { env: { ...env }, ...cwd !== undefined && { cwd } })
}
