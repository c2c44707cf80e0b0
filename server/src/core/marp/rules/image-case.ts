// An image whose name has other capitals on disk. Only the host can tell, who is asked for the files that a deck names (`files.ts`).
import type { Rule } from './rule'

export const imageCase: Rule = {
  code: 'marp/image-case',
  what: 'An image whose file is written in another case.',
  level: 'warning',
  docs: { why: 'macOS and Windows find `Photo.JPG` by `photo.jpg`; Linux, and the servers that a deck is published on, do not.', mend: 'Write the name as the file has it.', by: 'the file system' },
  check: () => [],
}
