import { Page } from '../frame/page.tsx'

export const RunsPage = () => <Page title="Runs">…</Page>
