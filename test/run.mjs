// `npm test`: checks, builds, then runs every suite.
import { spawnSync } from 'node:child_process'

for (const command of [['npx', 'tsc', '-b'], ['node', 'client/build/bundle.mjs'], ['node', '--test', 'test/dist/']]) {
  const { status } = spawnSync(command[0], command.slice(1), { stdio: 'inherit' })
  if (status) process.exit(status)
}
