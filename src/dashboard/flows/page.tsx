import { Page } from '../frame/page.tsx'

export const FlowsPage = () => <Page title="Flows">…</Page>
