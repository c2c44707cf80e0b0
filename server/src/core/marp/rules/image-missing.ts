// An image that is not there. Only the host can tell, who is asked for the files that a deck names (`files.ts`).
import type { Rule } from './rule'

export const imageMissing: Rule = {
  code: 'marp/image-missing',
  what: 'An image that is not there.',
  level: 'warning',
  docs: { why: 'Marp writes the address into the slide unseen. Paths count from the deck’s folder; addresses of the net and those that begin with `/` are not looked for.', mend: 'Correct the path, or add the file.', by: 'the file system' },
  check: () => [],
}
