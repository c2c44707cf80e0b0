// Files, written whole or not at all.
import { access, chmod, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'

/** Beside the file first, then in its place: whatever happens, one of both is whole. Its mode stays, and a link stays one. */
export async function write(path: string, content: string | Uint8Array): Promise<void> {
  const file = await realpath(path)
  await access(file, constants.W_OK)
  const { mode } = await stat(file)
  const beside = `${file}.${process.pid}.virtdeck`
  try {
    await writeFile(beside, content, { mode, flag: 'wx' })
    // The process's mask holds for new files only.
    await chmod(beside, mode)
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
