// Formulas by MathJax, by marp-core 5's own plugin. Three font packages that it names are not on npm: no-font.ts stands for each.
import mathjax from '@marp-team/marp-core/plugins/mathjax'
import { shelve } from '../parts'

shelve({ mathjax })
