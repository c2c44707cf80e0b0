// Code in colours by Shiki, by marp-core 5's own plugin.
import shiki from '@marp-team/marp-core/plugins/shiki'
import { shelve } from '../parts'

shelve({ shiki })
