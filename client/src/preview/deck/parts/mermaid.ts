// Diagrams of Mermaid, by marp-core 5's own plugin.
import mermaid from '@marp-team/marp-core/plugins/mermaid'
import { shelve } from '../parts'

shelve({ mermaid })
