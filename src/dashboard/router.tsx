import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { parseSearch, stringifySearch } from './address/query.ts'
import { Broken } from './frame/broken.tsx'
import { Frame } from './frame/frame.tsx'
import { NotFound } from './frame/notfound.tsx'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })
const getParentRoute = () => root

/** Each page is a chunk of its own. */
const pages = [
  createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./runs/page.tsx'), 'RunsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/runs/$backend/$flow/$number',
    component: lazyRouteComponent(() => import('./run/page.tsx'), 'RunPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/compare',
    component: lazyRouteComponent(() => import('./compare/page.tsx'), 'ComparePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/executions',
    component: lazyRouteComponent(() => import('./executions/page.tsx'), 'ExecutionsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/executions/$key',
    component: lazyRouteComponent(() => import('./execution/page.tsx'), 'ExecutionPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/watch',
    component: lazyRouteComponent(() => import('./watch/page.tsx'), 'WatchPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/failures',
    component: lazyRouteComponent(() => import('./failures/page.tsx'), 'FailuresPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/failures/$group',
    component: lazyRouteComponent(() => import('./failures/group.tsx'), 'GroupPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/attention',
    component: lazyRouteComponent(() => import('./attention/page.tsx'), 'AttentionPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/flows',
    component: lazyRouteComponent(() => import('./flows/page.tsx'), 'FlowsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/flows/$backend/$flow',
    component: lazyRouteComponent(() => import('./flows/flow.tsx'), 'FlowPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/queue',
    component: lazyRouteComponent(() => import('./queue/page.tsx'), 'QueuePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/queue/$backend',
    component: lazyRouteComponent(() => import('./queue/page.tsx'), 'QueuePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/backends',
    component: lazyRouteComponent(() => import('./backends/page.tsx'), 'BackendsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/audit',
    component: lazyRouteComponent(() => import('./audit/page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/runs',
    beforeLoad: ({ search }) => {
      // oxlint-disable-next-line typescript/only-throw-error -- That is how the router is told.
      throw redirect({ to: '/', search })
    },
  }),
]

export const router = createRouter({
  routeTree: root.addChildren(pages),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface HistoryState {
    /** The address of the list that a run or an execution was opened from. A link does not have it. */
    list?: string | undefined
  }
}
