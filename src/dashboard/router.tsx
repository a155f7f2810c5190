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
import { pages } from './pages.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })
const getParentRoute = () => root

const routes = [
  createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(pages['/'], 'RunsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/runs/$backend/$flow/$number',
    component: lazyRouteComponent(pages['/runs/$backend/$flow/$number'], 'RunPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/compare',
    component: lazyRouteComponent(pages['/compare'], 'ComparePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/executions',
    component: lazyRouteComponent(pages['/executions'], 'ExecutionsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/executions/$key',
    component: lazyRouteComponent(pages['/executions/$key'], 'ExecutionPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/watch',
    component: lazyRouteComponent(pages['/watch'], 'WatchPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/failures',
    component: lazyRouteComponent(pages['/failures'], 'FailuresPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/failures/$group',
    component: lazyRouteComponent(pages['/failures/$group'], 'GroupPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/attention',
    component: lazyRouteComponent(pages['/attention'], 'AttentionPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/flows',
    component: lazyRouteComponent(pages['/flows'], 'FlowsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/flows/$backend/$flow',
    component: lazyRouteComponent(pages['/flows/$backend/$flow'], 'FlowPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/queue',
    component: lazyRouteComponent(pages['/queue'], 'QueuePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/queue/$backend',
    component: lazyRouteComponent(pages['/queue/$backend'], 'QueuePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/backends',
    component: lazyRouteComponent(pages['/backends'], 'BackendsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/audit',
    component: lazyRouteComponent(pages['/audit'], 'AuditPage'),
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
  routeTree: root.addChildren(routes),
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
