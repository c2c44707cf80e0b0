// What npm runs after an install, and before it packs a clone (`npm install --global git+https://…`, pre-commit): builds what is not built yet.
import { existsSync } from 'node:fs'

// Without the development dependencies there is nothing to build with.
if (!existsSync('server/dist/commands.js') && existsSync('node_modules/esbuild')) await import('./bundle.mjs')
