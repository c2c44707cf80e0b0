// Hover in the command line that Show Native Configuration opens: what each argument means.
import { Hover, languages, MarkdownString, type Disposable } from 'vscode'
import { explainLine } from './native-arguments'

/** libvirt begins with the environment, then the emulator; a person's own scripts are left alone. */
const isNative = /^(?:\w+=[^\n]* \\\n {2})*[^\n]*(?:qemu|kvm)[^\n]* \\\n {2}-name /

/** A PATH alone may take pages. */
const longestHead = 20_000

export function nativeHovers(): Disposable {
  return languages.registerHoverProvider({ language: 'shellscript', scheme: 'untitled' }, {
    provideHover(document, { line }) {
      const explained = isNative.test(document.getText().slice(0, longestHead)) ? explainLine(document.lineAt(line).text) : null
      return explained === null ? null : new Hover(new MarkdownString(explained), document.lineAt(line).range)
    },
  })
}
