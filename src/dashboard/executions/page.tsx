import { Page } from '../frame/page.tsx'

export const ExecutionsPage = () => <Page title="Executions">…</Page>
