// The slide transitions that Marp CLI's HTML export has built in, and how one is written.
// From marp-cli's docs/bespoke-transitions.

export const transitions: readonly string[] = [
  'clockwise', 'counterclockwise', 'cover', 'coverflow', 'cube', 'cylinder', 'diamond', 'drop', 'explode', 'fade', 'fade-out',
  'fall', 'flip', 'glow', 'implode', 'in-out', 'iris-in', 'iris-out', 'melt', 'overlap', 'pivot', 'pull', 'push', 'reveal',
  'rotate', 'slide', 'star', 'swap', 'swipe', 'swoosh', 'wipe', 'wiper', 'zoom',
]

/** Those that CSS defines by keyframes. */
export const transitionsIn = (css: string): readonly string[] =>
  [...new Set([...css.matchAll(/@keyframes\s+marp-(?:(?:outgoing|incoming)-)?transition-(?:backward-)?([\w-]+)/g)].map(([, name = '']) => name))]
