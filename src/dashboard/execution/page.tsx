import { Page } from '../frame/page.tsx'

export const ExecutionPage = () => <Page title="Execution">…</Page>
