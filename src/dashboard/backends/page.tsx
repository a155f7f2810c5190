import { Page } from '../frame/page.tsx'

export const BackendsPage = () => <Page title="Backends">…</Page>
