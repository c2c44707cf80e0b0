// The list of our commands; package.json contributes each of them, and a test compares.
import { addDevice } from './add-device'
import type { Command } from './command'
import { checkSelection } from './check-selection'
import { chooseLibvirt } from './choose-libvirt'
import { clearWorkspace } from './clear-workspace'
import { defineVm } from './define-vm'
import { lintWorkspace } from './lint-workspace'
import { previewDeck } from './preview-deck'
import { previewVm } from './preview-vm'

export const commands: readonly Command[] = [defineVm, previewVm, previewDeck, addDevice, checkSelection, chooseLibvirt, lintWorkspace, clearWorkspace]
