/**
 * Whatever a browser calls it, the router would load the whole page anew to find a part: while the server does not answer,
 * that ends what is shown. It does not for an error that begins with other words.
 */
const part =
  <Part>(load: () => Promise<Part>) =>
  () =>
    load().catch((cause: unknown) => {
      throw new Error(`A part of the page: ${String(cause)}`, { cause })
    })

/** The code of each page, by its address: a chunk of its own. */
export const pages = {
  '/': part(() => import('./runs/page.tsx')),
  '/runs/$backend/$flow/$number': part(() => import('./run/page.tsx')),
  '/compare': part(() => import('./compare/page.tsx')),
  '/executions': part(() => import('./executions/page.tsx')),
  '/executions/$key': part(() => import('./execution/page.tsx')),
  '/watch': part(() => import('./watch/page.tsx')),
  '/failures': part(() => import('./failures/page.tsx')),
  '/failures/$group': part(() => import('./failures/group.tsx')),
  '/attention': part(() => import('./attention/page.tsx')),
  '/flows': part(() => import('./flows/page.tsx')),
  '/flows/$backend/$flow': part(() => import('./flows/flow.tsx')),
  '/queue': part(() => import('./queue/page.tsx')),
  '/queue/$backend': part(() => import('./queue/page.tsx')),
  '/backends': part(() => import('./backends/page.tsx')),
  '/audit': part(() => import('./audit/page.tsx')),
} as const

/**
 * Begins to load what an address shows, beside the frame around it. Who asks for a graph needs the thread that lays it out,
 * too, which takes as long to begin as all the rest.
 */
export function beginLoading({ pathname, search }: Pick<Location, 'pathname' | 'search'>) {
  const loads: (() => Promise<unknown>)[] = Object.entries(pages).flatMap(([address, load]) =>
    isAt(address, pathname) ? [load] : [],
  )
  if (/[?&]tab=graph(?:&|$)/.test(search)) loads.push(loadLayouts, loadGraph)
  // Who shows it loads it again, and says what is wrong.
  for (const load of loads) load().catch(() => {})
}

const loadLayouts = () => import('./graph/layouts.ts')
const loadGraph = () => import('./graph/graph.tsx')

/** `$name` stands for a part of an address. */
const isAt = (address: string, path: string) =>
  new RegExp(`^${address.replaceAll(/\$\w+/g, '[^/]+')}$`).test(path)
