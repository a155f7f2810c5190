import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HtmlTagDescriptor, Plugin } from 'vite'

/** What a bundle holds, as far as it matters here. */
type Bundle = Readonly<Record<string, Chunk | { readonly type: 'asset' }>>

interface Chunk {
  readonly type: 'chunk'
  readonly isEntry: boolean
  readonly fileName: string
  readonly facadeModuleId: string | null
  readonly imports: readonly string[]
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> }
}

/** A page of the router: what its addresses look like, and the module that shows it. */
export interface RoutedPage {
  readonly pattern: string
  readonly module: string
}

/**
 * Names the files of each page in `index.html`, so that `early.js` can load those of the page that is asked for at once:
 * otherwise they are known only when the program has begun.
 */
export function preloads(): Plugin {
  return {
    name: 'execgraph-preloads',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const router = readFileSync(join(import.meta.dirname, 'router.tsx'), 'utf8')
        return pagesIn(router).flatMap((page) => tagsOf(page, bundle as Bundle))
      },
    },
  }
}

/** The pages in the text of the router, and the graph, which is a part of one. */
export function pagesIn(router: string): readonly RoutedPage[] {
  const found = router.matchAll(
    /path: '([^']+)',\s+component: lazyRouteComponent\(\(\) => import\('\.\/([^']+)'/g,
  )
  const pages = [...found].map(([, path = '', module = '']) => ({
    pattern: `^${path.replaceAll(/\$\w+/g, '[^/?]+')}(\\?|$)`,
    module,
  }))
  return [...pages, { pattern: '^/executions/[^/?]+\\?(.*&)?tab=graph(&|$)', module: 'graph/graph.tsx' }]
}

function tagsOf({ pattern, module }: RoutedPage, bundle: Bundle): HtmlTagDescriptor[] {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const page = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/dashboard/${module}`))
  if (!page) throw new Error(`The bundle has no chunk for the page ${module}.`)
  const first = needed(chunks.filter(({ isEntry }) => isEntry), byName) // prettier-ignore
  const more = [...needed([page], byName)].filter((chunk) => !first.has(chunk))
  const styles = new Set(more.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]))
  const tag = (rel: string, file: string): HtmlTagDescriptor => ({
    tag: 'link',
    attrs: { 'data-page': pattern, 'data-rel': rel, 'data-href': `/${file}` },
    injectTo: 'head-prepend',
  })
  return [
    ...more.map(({ fileName }) => tag('modulepreload', fileName)),
    ...[...styles].map((file) => tag('preload', file)),
  ]
}

/** Chunks with all that they import. */
function needed(chunks: readonly Chunk[], byName: ReadonlyMap<string, Chunk>): ReadonlySet<Chunk> {
  const found = new Set(chunks)
  // It grows while it is walked.
  for (const { imports } of found)
    for (const name of imports) if (byName.has(name)) found.add(byName.get(name)!)
  return found
}
