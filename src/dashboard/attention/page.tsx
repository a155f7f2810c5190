import { Page } from '../frame/page.tsx'

export const AttentionPage = () => <Page title="Attention">…</Page>
