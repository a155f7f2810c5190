import { Page } from '../frame/page.tsx'

export const RunPage = () => <Page title="Run">…</Page>
