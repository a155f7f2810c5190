// Makes `dist`, which is what the package runs: the modules of `src` as JavaScript, the command in few files, and the page
// of the dashboard.
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Plugin, build } from 'vite'
import { dashboardFolder } from './src/cli/dashboard/building.ts'

const root = import.meta.dirname
const dist = join(root, 'dist')
const sources = join(root, 'src/')

/** Each module by itself, with its types, for programs that import the package, and for threads. */
function compile() {
  const compiler = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
  const { status } = spawnSync(process.execPath, [join(compiler, 'bin/tsc'), '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error('The sources do not compile.')
}

/**
 * The command with its packages: to find and load a thousand modules takes half of the time to start. What is loaded on
 * demand stays in files of its own.
 */
async function bundle() {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [inPlace],
    // One has a binary, and the other is read as a whole by a thread.
    ssr: { noExternal: true, external: ['better-sqlite3', '@graphql-yoga/render-graphiql'] },
    build: {
      ssr: 'src/main.ts',
      outDir: join(dist, 'command'),
      target: 'node22',
      minify: false,
      sourcemap: true,
      license: { fileName: 'licenses.md' },
      rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name].[hash].js' } },
    },
  })
}

/** A module finds files by its own place, which stays that of the module compiled by itself. */
const inPlace: Plugin = {
  name: 'execgraph-in-place',
  transform(code, id) {
    if (!id.startsWith(sources) || !code.includes('import.meta.')) return
    if (/import\.meta\.(?!url\b)/.test(code)) throw new Error(`${id} may ask for import.meta.url only.`)
    const place = id.slice(sources.length).replace(/ts$/, 'js')
    const own = `new URL('../${place}', import.meta.url).href`
    return { code: code.replaceAll('import.meta.url', own), map: null }
  },
}

async function page(): Promise<string> {
  const folder = await dashboardFolder((why) => {
    throw new Error(why)
  })
  if (folder === undefined) throw new Error('There are no sources of the dashboard.')
  return folder
}

rmSync(dist, { recursive: true, force: true })
compile()
await bundle()
cpSync(await page(), join(dist, 'dashboard'), { recursive: true })
