// Paths as the docs write them: `a/b|c/d[type=x]@e, f/g` stands for four of them.

/** Every path that a key stands for: the parts between commas, and each name between bars. */
export function expanded(key) {
  return key.split(/,\s*/).flatMap(path => outside(path, '/').reduce((paths, step) => {
    const [names, attributes] = outside(step, '@')
    const ways = outside(names, '|').flatMap(name => attributes === undefined ? [name] : attributes.split('|').map(attribute => `${name}@${attribute}`))
    return paths.flatMap(before => ways.map(way => before === null ? way : `${before}/${way}`))
  }, [null]))
}

/** The elements, as they are written, and the attribute; null for what is no path. */
export function stepsIn(path) {
  const [elements, attribute = null, ...more] = outside(path, '@')
  const steps = outside(elements, '/')
  const sound = !more.length && steps.every(step => /^(\*|[A-Za-z_][\w.-]*)(\[[\w:-]+=[^\][]+\])*$/.test(step)) && (attribute === null || /^[\w:.-]+$/.test(attribute))
  return sound ? { elements: steps, attribute } : null
}

/** Split where no bracket is open. */
const outside = (text, separator) => {
  const parts = ['']
  let open = 0
  for (const character of text) {
    if (character === '[') open++
    if (character === ']') open--
    if (character === separator && open === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}
