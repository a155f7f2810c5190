import { enableCompileCache, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** To be called before the rest is loaded: it starts in less than half the time, with half the memory. */
export function startFast(): void {
  // Modules as the last start compiled them, types stripped. Beside the packages, where only the owner writes.
  enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/execgraph', import.meta.url)))
  registerHooks({ resolve: resolveWithinDrizzle })
}

type Resolve = NonNullable<Parameters<typeof registerHooks>[0]['resolve']>

/**
 * Node parses a package.json anew for each module of the package, and Drizzle's is 180 KB. Its modules name each other
 * by file and are all ES modules, so there is nothing to look up.
 */
const resolveWithinDrizzle: Resolve = (specifier, context, next) => {
  const { parentURL } = context
  const isWithin = parentURL?.includes('/node_modules/drizzle-orm/') && /^\.\.?\/.*\.js$/.test(specifier)
  if (!isWithin) return next(specifier, context)
  return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true }
}
