// An image without an address: Marp ignores such a background, and draws nothing for another.
import type { Rule } from './rule'

export const imageAddressEmpty: Rule = {
  code: 'marp/image-address-empty',
  what: 'An image without an address.',
  level: 'information',
  docs: { why: 'Marp takes a background without an address away, and for another image there is nothing to draw.', mend: 'Write the address between the brackets.', by: 'marpit, markdown/background_image/apply.js' },
  check: ({ pictures }) => pictures.filter(({ address }) => address?.text === '').map(({ span, background }) => ({
    span, message: `This ${background ? 'background' : 'image'} has no address, so nothing is shown: write one between the brackets.`,
  })),
}
