// Colours as CSS writes them (CSS Color 4): which texts are some, what they look like, and the names that completion offers.
import names from 'color-name'
import type { Color } from '../model'

/** Those that people use on slides, not all of CSS. */
export const colors: readonly string[] = [
  'white', 'black', 'gray', 'lightgray', 'darkgray', 'whitesmoke', 'gainsboro', 'dimgray', 'slategray',
  'red', 'crimson', 'tomato', 'orange', 'gold', 'yellow', 'khaki', 'beige', 'ivory',
  'green', 'seagreen', 'olive', 'lime', 'teal', 'turquoise', 'aqua', 'aliceblue', 'skyblue', 'steelblue', 'royalblue', 'blue', 'navy',
  'indigo', 'rebeccapurple', 'purple', 'violet', 'magenta', 'pink', 'brown', 'sienna', 'tan',
  'transparent', 'currentcolor',
]

export const colorNames: readonly string[] = Object.keys(names)

/** What a text shows; null for what is no colour, or has no look of its own (`currentcolor`, `var(…)`). */
export const colorOf = (text: string): Color | null => {
  const name = text.trim().toLowerCase()
  if (name === 'transparent') return { red: 0, green: 0, blue: 0, alpha: 0 }
  const named = Object.hasOwn(names, name) ? (names as Readonly<Record<string, readonly [number, number, number]>>)[name] : undefined
  if (named) return { red: named[0] / 255, green: named[1] / 255, blue: named[2] / 255, alpha: 1 }
  return name.startsWith('#') ? hexColor(name.slice(1)) : functionColor(name)
}

/** A place for each colour that is written in hexadecimal digits or as a function: names are words too often. */
export const colorLike = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\w-])|\b(?:rgba?|hsla?|hwb)\([^()\n]{1,80}\)/gi

/** Words that stand where a colour may, and functions that are too many to be read here. */
export const isColorWord = (text: string): boolean =>
  /^(?:currentcolor|inherit|initial|unset|revert|revert-layer|(?:var|env|attr|color|color-mix|lab|lch|oklab|oklch|light-dark|device-cmyk|contrast-color|rgba?|hsla?|hwb|calc)\(.*\)|accentcolor(?:text)?|activetext|button(?:border|face|text)|canvas(?:text)?|field(?:text)?|graytext|highlight(?:text)?|linktext|mark(?:text)?|selecteditem(?:text)?|visitedtext)$/is.test(text.trim())

/** As it may be written. */
export const colorTexts = ({ red, green, blue, alpha }: Color): readonly string[] => {
  const [r, g, b] = [red, green, blue].map(part => Math.round(part * 255)) as [number, number, number]
  const hex = [r, g, b, ...alpha < 1 ? [Math.round(alpha * 255)] : []].map(part => part.toString(16).padStart(2, '0')).join('')
  const [hue, saturation, lightness] = hslOf(red, green, blue)
  const rounded = Math.round(alpha * 100) / 100
  return alpha < 1
    ? [`#${hex}`, `rgba(${r}, ${g}, ${b}, ${rounded})`, `hsla(${hue}, ${saturation}%, ${lightness}%, ${rounded})`]
    : [`#${hex}`, `rgb(${r}, ${g}, ${b})`, `hsl(${hue}, ${saturation}%, ${lightness}%)`]
}

const hexColor = (digits: string): Color | null => {
  if (!/^(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(digits)) return null
  const full = digits.length < 6 ? [...digits].map(digit => digit + digit).join('') : digits
  const [red = 0, green = 0, blue = 0, alpha = 1] = (full.match(/../g) ?? []).map(pair => Number.parseInt(pair, 16) / 255)
  return { red, green, blue, alpha }
}

const functionColor = (text: string): Color | null => {
  const [, name = '', inside = ''] = /^(rgba?|hsla?|hwb)\(([^()]*)\)$/.exec(text) ?? []
  const parts = inside.split(/[\s,/]+/).filter(Boolean)
  if (name === '' || parts.length < 3 || parts.length > 4) return null
  const amount = (part: string, whole: number): number => part === 'none' ? 0 : part.endsWith('%') ? Number(part.slice(0, -1)) / 100 : Number(part) / whole
  const alpha = clamp(parts[3] === undefined ? 1 : amount(parts[3], 1))
  const values = name.startsWith('rgb') ? parts.slice(0, 3).map(part => clamp(amount(part, 255))) : null
  const hue = angle(parts[0] ?? '')
  const [, second = 0, third = 0] = parts.map(part => clamp(amount(part, 100)))
  const [red = NaN, green = NaN, blue = NaN] = values ?? (name === 'hwb' ? hwb(hue, second, third) : hsl(hue, second, third))
  return [red, green, blue, alpha].some(Number.isNaN) ? null : { red, green, blue, alpha }
}

const clamp = (part: number): number => Number.isNaN(part) ? part : Math.min(Math.max(part, 0), 1)

const angle = (text: string): number => {
  const [, number = '', unit = 'deg'] = /^(-?[\d.]+)(deg|grad|rad|turn)?$/.exec(text) ?? []
  const degrees = Number(number === '' ? NaN : number) * ({ deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 }[unit] ?? 1)
  return ((degrees % 360) + 360) % 360
}

const hsl = (hue: number, saturation: number, lightness: number): readonly number[] => [0, 8, 4].map(step => {
  const at = (step + hue / 30) % 12
  return lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(at - 3, 9 - at, 1))
})

const hwb = (hue: number, white: number, black: number): readonly number[] =>
  white + black >= 1 ? [0, 1, 2].map(() => white / (white + black)) : hsl(hue, 1, 0.5).map(part => part * (1 - white - black) + white)

const hslOf = (red: number, green: number, blue: number): readonly [number, number, number] => {
  const high = Math.max(red, green, blue)
  const low = Math.min(red, green, blue)
  const chroma = high - low
  const lightness = (high + low) / 2
  const sector = chroma === 0 ? 0 : high === red ? ((green - blue) / chroma + 6) % 6 : high === green ? (blue - red) / chroma + 2 : (red - green) / chroma + 4
  const saturation = chroma === 0 ? 0 : chroma / (1 - Math.abs(2 * lightness - 1))
  return [Math.round(sector * 60), Math.round(saturation * 100), Math.round(lightness * 100)]
}
