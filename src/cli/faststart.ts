import { enableCompileCache, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Must be called before the rest is loaded. It more than halves the time to start and the memory. */
export function startFast(): void {
  // Modules as compiled at the last start, types stripped. Stored beside the packages, where only the owner writes.
  enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/execgraph', import.meta.url)))
  registerHooks({ resolve: resolveWithinDrizzle })
}

type Resolve = NonNullable<Parameters<typeof registerHooks>[0]['resolve']>

/**
 * Node parses a package.json again for each module of the package, and Drizzle's is 180 KB. Its modules import each
 * other by file and are all ES modules, so no lookup is needed.
 */
const resolveWithinDrizzle: Resolve = (specifier, context, next) => {
  const { parentURL } = context
  const isWithin = parentURL?.includes('/node_modules/drizzle-orm/') && /^\.\.?\/.*\.js$/.test(specifier)
  if (!isWithin) return next(specifier, context)
  return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true }
}
