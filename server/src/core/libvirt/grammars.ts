// The grammars of the versions that we hold, as texts. A module of its own, loaded with the first document: of a text that is
// imported by `import()` itself, esbuild's bundle makes an object that inherits from String.prototype, and with that V8 gives
// up its quick ways through every string of the program (`charCodeAt` took three times as long).
import of9 from './data/9.0.0.json' with { type: 'text' }
import of11 from './data/11.3.0.json' with { type: 'text' }
import of12 from './data/12.8.0.json' with { type: 'text' }

/** By version. */
export const grammars: Readonly<Record<string, string>> = {
  '9.0.0': of9 as unknown as string,
  '11.3.0': of11 as unknown as string,
  '12.8.0': of12 as unknown as string,
}
