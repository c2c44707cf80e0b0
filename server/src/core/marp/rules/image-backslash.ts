// `![](images\photo.png)`: Markdown turns the backslash into `%5C`, which is a character of a name and no folder anywhere.
import { mending, type Finding, type Rule } from './rule'

export const imageBackslash: Rule = {
  code: 'marp/image-backslash',
  what: 'A backslash in the address of an image.',
  level: 'warning',
  docs: { why: 'Addresses part folders by `/`, on Windows too. Markdown writes a backslash as `%5C`, and no file is found.', mend: 'Write `/`.', by: 'markdown-it, normalizeLink' },
  check: ({ pictures }) => pictures.flatMap(({ address, url }): readonly Finding[] => address && /%5C/i.test(url) && address.text.includes('\\')
    ? [{ span: address.span, message: 'Folders in an address are parted by `/`: with the backslash no file is found.', ...mending('Change to slashes', address.text.replaceAll('\\', '/')) }] : []),
}
