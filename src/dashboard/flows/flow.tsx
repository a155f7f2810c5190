import { Page } from '../frame/page.tsx'

export const FlowPage = () => <Page title="Flow">…</Page>
