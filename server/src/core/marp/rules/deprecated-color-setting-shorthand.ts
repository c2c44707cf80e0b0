// `![](#fff)` and `![bg](red)`: a shorthand for colours that marpit 3 no longer has, so that they are addresses of images now.
// As Marp for VS Code's rule of the same name.
import { colorOf, isColorWord } from '../colors'
import { replaceFix, type Finding, type Rule } from './rule'

export const deprecatedColorSettingShorthand: Rule = {
  code: 'marp/deprecated-color-setting-shorthand',
  what: 'A colour in the place of an image’s address, which was a shorthand once.',
  level: 'warning',
  docs: {
    why: 'Up to marpit 2 `![](red)` set the colour of the text and `![bg](red)` that of the background. Today they are images that are not there.',
    mend: 'Write `<!-- _color: "red" -->`, or `<!-- _backgroundColor: "red" -->`.',
    by: 'marpit 3.0.0; Marp for VS Code, deprecated-color-setting-shorthand',
  },
  check: deck => deck.pictures.flatMap(({ alt, address, span }): readonly Finding[] => {
    const text = deck.text.slice(alt.start, alt.end)
    if (!address || (text !== '' && text !== 'bg') || !(colorOf(address.text) || (/^currentcolor$/i.test(address.text) && isColorWord(address.text)))) return []
    const directive = text === '' ? '_color' : '_backgroundColor'
    return [{ span, tag: 'deprecated', message: `Marp takes \`${address.text}\` for the address of an image since marpit 3: set the colour by \`<!-- ${directive}: "${address.text}" -->\`.`, data: { text: `<!-- ${directive}: "${address.text}" -->` } }]
  }),
  fix: ({ span, data }) => typeof data?.['text'] === 'string' ? [replaceFix(`Change to \`${data['text']}\``, span, data['text'])] : [],
}
