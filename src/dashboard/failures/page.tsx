import { Page } from '../frame/page.tsx'

export const FailuresPage = () => <Page title="Failures">…</Page>
