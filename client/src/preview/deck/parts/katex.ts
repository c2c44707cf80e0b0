// Formulas by KaTeX, by marp-core 5's own plugin.
import katex from '@marp-team/marp-core/plugins/katex'
import { shelve } from '../parts'

shelve({ katex })
