// `![bg](linear-gradient(…))`: a gradient is no address; as a background image it belongs into a directive.
import { mending, type Finding, type Rule } from './rule'

export const imageAddressCss: Rule = {
  code: 'marp/image-address-css',
  what: 'A gradient or `url()` in the place of an image’s address.',
  level: 'warning',
  docs: { why: 'What stands in the brackets of an image is an address. Marp looks for a file of that name.', mend: 'Write `<!-- _backgroundImage: "linear-gradient(…)" -->`, or the address without `url()`.', by: 'marpit, markdown/background_image/parse.js' },
  check: ({ pictures }) => pictures.flatMap(({ address, background, span }): readonly Finding[] => {
    const [, name = '', inside = ''] = /^(url|(?:repeating-)?(?:linear|radial|conic)-gradient|image-set)\((.*)\)?$/s.exec(address?.text ?? '') ?? []
    if (!address || name === '') return []
    if (name === 'url') {
      const bare = inside.replace(/\)$/, '').replace(/^(["'])(.*)\1$/, '$2')
      return [{ span: address.span, message: `An image takes its address as it is: write \`${bare}\` without \`url()\`.`, ...mending('Take `url()` away', bare) }]
    }
    return [{ span: address.span, message: 'A gradient is no address of an image: give it to the directive `backgroundImage`.', ...background && mending('Change to `_backgroundImage`', `<!-- _backgroundImage: "${address.text}" -->`, span) }]
  }),
}
