// Run by `servers/bundled.ts`, in a process of its own: where tests run, NODE_ENV is another one.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundleCommand } from '../../bundle.ts'

// The command looks where it is itself, as that of the package does. Other files, and threads, are those of the sources.
await bundleCommand({
  into: process.argv[2]!,
  placeOf: (source) =>
    source.startsWith('src/cli/')
      ? `new URL('./${source.slice('src/'.length).replace(/ts$/, 'js')}', import.meta.url).href`
      : JSON.stringify(pathToFileURL(resolve(source)).href),
  others: { patching: 'test/setup/seeds/patching.ts' },
})
