// The file of a machine that is not there. Only the host can tell, who is asked for the files that a deck names (`files.ts`).
import type { Rule } from './rule'

export const vmMissing: Rule = {
  code: 'marp/vm-missing',
  what: 'A machine whose file is not there.',
  level: 'warning',
  docs: { why: 'A fence `vm` and a comment `vm: path` show the machine of a libvirt domain. Paths count from the deck’s folder. Without the file there is a piece of code or a note.', mend: 'Correct the path, or add the file.', by: 'Virtdeck, which draws it' },
  check: () => [],
}
