// Run by `servers/bundled.ts`, in a process of its own: where tests run, NODE_ENV is another one.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundleCommand } from '../../bundle.ts'

// Files and threads stay those of the sources.
await bundleCommand(process.argv[2]!, (source) => JSON.stringify(pathToFileURL(resolve(source)).href))
