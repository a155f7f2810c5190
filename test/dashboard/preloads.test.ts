import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { pagesIn } from '../../src/dashboard/preloads.ts'

const router = readFileSync('src/dashboard/router.tsx', 'utf8')

it('knows the module of every page of the router by its address', () => {
  const pages = pagesIn(router)
  expect(pages).toHaveLength(router.match(/lazyRouteComponent\(/g)!.length + 1)
  const modules = (address: string) =>
    pages.filter(({ pattern }) => new RegExp(pattern).test(address)).map(({ module }) => module)
  expect(modules('/')).toEqual(['runs/page.tsx'])
  expect(modules('/?status=failed')).toEqual(['runs/page.tsx'])
  expect(modules('/runs/main/Train/7?tab=graph')).toEqual(['run/page.tsx'])
  expect(modules('/executions')).toEqual(['executions/page.tsx'])
  expect(modules('/executions/main:a%2Fb?tab=io')).toEqual(['execution/page.tsx'])
  expect(modules('/executions/main:a?tab=graph&node=b')).toEqual(['execution/page.tsx', 'graph/graph.tsx'])
  expect(modules('/queue/main')).toEqual(['queue/page.tsx'])
  expect(modules('/nowhere')).toEqual([])
})
