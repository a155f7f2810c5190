/** The code of each page, by its address: a chunk of its own. */
export const pages = {
  '/': () => import('./runs/page.tsx'),
  '/runs/$backend/$flow/$number': () => import('./run/page.tsx'),
  '/compare': () => import('./compare/page.tsx'),
  '/executions': () => import('./executions/page.tsx'),
  '/executions/$key': () => import('./execution/page.tsx'),
  '/watch': () => import('./watch/page.tsx'),
  '/failures': () => import('./failures/page.tsx'),
  '/failures/$group': () => import('./failures/group.tsx'),
  '/attention': () => import('./attention/page.tsx'),
  '/flows': () => import('./flows/page.tsx'),
  '/flows/$backend/$flow': () => import('./flows/flow.tsx'),
  '/queue': () => import('./queue/page.tsx'),
  '/queue/$backend': () => import('./queue/page.tsx'),
  '/backends': () => import('./backends/page.tsx'),
  '/audit': () => import('./audit/page.tsx'),
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
