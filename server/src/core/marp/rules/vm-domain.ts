// A machine that is none: the fence or the file holds other XML, or nothing yet.
import { isDomain } from '../machine-marks'
import type { Finding, Rule } from './rule'

export const vmDomain: Rule = {
  code: 'marp/vm-domain',
  what: 'A place for a machine that names none.',
  level: 'warning',
  docs: { why: 'A fence `vm` and a comment `vm: path` show the machine of a libvirt domain: its XML stands in the fence, or in the file that is named. Other XML has no machine to draw.', mend: 'Write a `<domain>`, or the path of a file with one.', by: 'Virtdeck, which draws it' },
  check: ({ machines }) => machines.flatMap(({ kind, span, path, xml }): readonly Finding[] => {
    if (xml === null ? path.text !== '' : isDomain(xml)) return []
    const start = { start: span.start, end: Math.max(path.span.start, span.start + 1) }
    return [{ span: start, message: xml === null ? `No machine is named here: write the path of a libvirt domain${kind === 'fence' ? ', or its XML' : ''}.` : 'This fence holds no libvirt domain, so there is no machine to show: write a `<domain>`, or call the fence `xml`.' }]
  }),
}
