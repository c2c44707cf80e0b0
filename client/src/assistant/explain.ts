// The tool that explains: a code of ours, an element, attribute or value by its path, or a card of advice.
import type { Tool } from './tool'

export const explain: Tool<{ readonly topic: string }> = {
  name: 'virtdeck_explain',
  doing: ({ topic }) => `Looking up ${topic}`,
  run: async ({ server }, { topic }) => (await server.explain(topic)).text,
}
