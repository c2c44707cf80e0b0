// The grammars of the versions that we hold, as texts. A module of its own, loaded with the first document: imported by `import()`
// itself, a text would become a module, whose object inherits from String.prototype, and V8 gives up its quick ways through every
// string of the program then (`charCodeAt` took three to nine times as long). A test holds it.
import of9 from './data/9.0.0.json' with { type: 'text' }
import of11 from './data/11.3.0.json' with { type: 'text' }
import of12 from './data/12.8.0.json' with { type: 'text' }

/** By version. */
export const grammars: Readonly<Record<string, string>> = {
  '9.0.0': of9 as unknown as string,
  '11.3.0': of11 as unknown as string,
  '12.8.0': of12 as unknown as string,
}
