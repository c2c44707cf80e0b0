// In place of the font packages of `\mathbbm`, `\mathbbb` and `\mathds` that marp-core 5 names and npm does not have: without glyphs, so
// that such a formula alone is shown as its source.
const none = (name: string) => ({ name, variants: {}, chars: {} })

export const MathJaxBbmFontExtension = none('mathjax-bbm')
export const MathJaxBboldxFontExtension = none('mathjax-bboldx')
export const MathJaxDsfontFontExtension = none('mathjax-dsfont')
