import { Page } from '../frame/page.tsx'

export const ComparePage = () => <Page title="Compare">…</Page>
