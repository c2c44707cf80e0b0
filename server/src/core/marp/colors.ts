// Colour names that completion offers: those that people use on slides, not all of CSS.

export const colors: readonly string[] = [
  'white', 'black', 'gray', 'lightgray', 'darkgray', 'whitesmoke', 'gainsboro', 'dimgray', 'slategray',
  'red', 'crimson', 'tomato', 'orange', 'gold', 'yellow', 'khaki', 'beige', 'ivory',
  'green', 'seagreen', 'olive', 'lime', 'teal', 'turquoise', 'aqua', 'aliceblue', 'skyblue', 'steelblue', 'royalblue', 'blue', 'navy',
  'indigo', 'rebeccapurple', 'purple', 'violet', 'magenta', 'pink', 'brown', 'sienna', 'tan',
  'transparent', 'currentcolor',
]
