import { inject, expect, it } from 'vitest'
import { trustedDocuments } from '../../src/server/dashboard/documents.ts'
import { ended, running } from '../setup/seeds/ago.ts'
import { record } from '../setup/seeds/records.ts'
import { openDashboard } from '../setup/servers/dashboard.ts'

it('the page sends ids of its documents, and works where no others are executed', async () => {
  const trusted = await trustedDocuments(inject('dashboard'))
  expect(trusted.size).toBeGreaterThan(50)
  const dashboard = await openDashboard(undefined, { documents: { trusted, only: true } })
  const { page, visit } = dashboard
  const sent: { query?: string; documentId?: string; operations?: object[] }[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.postDataJSON() as (typeof sent)[number])
  })
  for (const address of [
    '/',
    '/executions',
    '/flows',
    '/failures',
    '/queue',
    '/backends',
    '/watch?ids=good',
  ]) {
    await visit(address)
    await page.locator('h1').first().waitFor()
  }
  const known = () => new Set(sent.flatMap(({ documentId }) => documentId ?? [])).size
  await expect.poll(known).toBeGreaterThan(7)
  expect(sent.filter(({ query }) => query !== undefined)).toEqual([])
  expect(dashboard.complaints).toEqual([])
  await dashboard.close()
})

it('the page sends texts where its ids are not known', async () => {
  const dashboard = await openDashboard(undefined, { documents: { trusted: new Map(), only: false } })
  await record(dashboard.api, [ended('good', 100), running('slow', 7_200)])
  await dashboard.go('/executions')
  await dashboard.page.getByText('slow').first().waitFor()
  // A browser's console tells each 404.
  expect(dashboard.complaints.filter((text) => !text.includes('404'))).toEqual([])
  await dashboard.close()
})
