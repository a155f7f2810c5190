import { resolve } from 'node:path'
import { build } from 'vite'

/** The typed client in one file, as a page or an edge run time loads it. */
export async function bundledClient(): Promise<string> {
  const built = await build({
    root: resolve(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'error',
    build: {
      rolldownOptions: { input: 'src/client/index.ts', preserveEntrySignatures: 'strict' },
      modulePreload: { polyfill: false },
      target: 'es2022',
      write: false,
    },
  })
  const { output } = built as { output: { code: string }[] }
  if (output.length !== 1) throw new Error(`The client was built into ${output.length} files.`)
  return output[0]!.code
}
