import { join, relative } from 'node:path'
import { type Plugin, build } from 'vite'

const root = import.meta.dirname
const sources = join(root, 'src/')

interface Bundle {
  /** The folder that is made. */
  readonly into: string
  /** An expression for the URL by which a source finds files. */
  readonly placeOf: (source: string) => string
  /** Other programs, by name, that share most of it. */
  readonly others?: Readonly<Record<string, string>>
}

/**
 * The command with its packages: to find and load a thousand modules takes half of the time to start. What is loaded on
 * demand stays in files of its own.
 */
export async function bundleCommand({ into, placeOf, others }: Bundle): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [inPlace(placeOf)],
    // One has a binary, and the other is read as a whole by a thread.
    ssr: { noExternal: true, external: ['better-sqlite3', '@graphql-yoga/render-graphiql'] },
    build: {
      ssr: true,
      outDir: into,
      target: 'node22',
      minify: false,
      sourcemap: true,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        input: { main: 'src/main.ts', ...others },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].[hash].js' },
      },
    },
  })
}

const inPlace = (placeOf: Bundle['placeOf']): Plugin => ({
  name: 'execgraph-in-place',
  transform(code, id) {
    if (!id.startsWith(sources) || !code.includes('import.meta.')) return
    if (/import\.meta\.(?!url\b)/.test(code)) throw new Error(`${id} may ask for import.meta.url only.`)
    return { code: code.replaceAll('import.meta.url', placeOf(relative(root, id))), map: null }
  },
})
