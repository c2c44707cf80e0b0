// Asks which host: the usual connections, the one used last in this workspace, or any that is typed.
import { window, type Memento, type QuickPickItem } from 'vscode'
import { connectionProblem, usualConnections } from '../virsh/connection'

const rememberedKey = 'virtdeck.connection'

interface ConnectionItem extends QuickPickItem {
  readonly uri: string
}

/** Undefined when nothing was chosen. */
export async function askConnection(memory: Memento, usual: string): Promise<string | undefined> {
  const remembered = memory.get<string>(rememberedKey)
  const chosen = await pick(remembered, usual)
  if (chosen !== undefined) await memory.update(rememberedKey, chosen)
  return chosen
}

const pick = (remembered: string | undefined, usual: string): Promise<string | undefined> => new Promise(resolve => {
  const input = window.createQuickPick<ConnectionItem>()
  const known = itemsFor(remembered, usual)
  input.title = 'On which host?'
  input.placeholder = 'Choose a connection, or type one such as qemu+ssh://user@host/system'
  input.matchOnDescription = true
  input.items = known
  input.activeItems = known.filter(({ uri }) => uri === (remembered ?? usual))
  input.onDidChangeValue(value => {
    const typed = value.trim()
    const listed = typed === '' || known.some(({ uri }) => uri.startsWith(typed))
    input.items = listed ? known : [...known, typedItem(typed)]
  })
  input.onDidAccept(() => {
    const chosen = input.selectedItems[0]?.uri ?? input.value.trim()
    if (connectionProblem(chosen) !== null) return
    resolve(chosen)
    input.hide()
  })
  input.onDidHide(() => {
    resolve(undefined)
    input.dispose()
  })
  input.show()
})

const itemsFor = (remembered: string | undefined, usual: string): readonly ConnectionItem[] => {
  const listed = usualConnections.map(([uri, about]) => item(uri, about))
  const others = [usual, remembered].filter((uri, i, all): uri is string =>
    uri !== undefined && all.indexOf(uri) === i && !usualConnections.some(([known]) => known === uri))
  const last = others.map(uri => item(uri, uri === usual ? 'your setting' : ''))
  return [...listed, ...last].map(each => each.uri === remembered ? { ...each, description: 'used last here' } : each)
}

/** What was typed, or what is wrong with it: then it cannot be chosen. */
const typedItem = (typed: string): ConnectionItem => {
  const problem = connectionProblem(typed)
  return problem === null
    ? { uri: typed, label: typed, detail: 'The connection as you typed it', alwaysShow: true }
    : { uri: typed, label: `$(error) ${problem}`, alwaysShow: true }
}

const item = (uri: string, about: string): ConnectionItem => ({ uri, label: uri, ...(about !== '' && { detail: about }) })
