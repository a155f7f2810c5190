import { join, relative } from 'node:path'
import { type Plugin, build } from 'vite'

const root = import.meta.dirname
const sources = join(root, 'src/')

/**
 * The command with its packages: to find and load a thousand modules takes half of the time to start. What is loaded on
 * demand stays in files of its own. `placeOf` is an expression for the URL by which a source finds files.
 */
export async function bundleCommand(into: string, placeOf: (source: string) => string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [inPlace(placeOf)],
    // One has a binary, and the other is read as a whole by a thread.
    ssr: { noExternal: true, external: ['better-sqlite3', '@graphql-yoga/render-graphiql'] },
    build: {
      ssr: 'src/main.ts',
      outDir: into,
      target: 'node22',
      minify: false,
      sourcemap: true,
      license: { fileName: 'licenses.md' },
      rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name].[hash].js' } },
    },
  })
}

const inPlace = (placeOf: (source: string) => string): Plugin => ({
  name: 'execgraph-in-place',
  transform(code, id) {
    if (!id.startsWith(sources) || !code.includes('import.meta.')) return
    if (/import\.meta\.(?!url\b)/.test(code)) throw new Error(`${id} may ask for import.meta.url only.`)
    return { code: code.replaceAll('import.meta.url', placeOf(relative(root, id))), map: null }
  },
})
