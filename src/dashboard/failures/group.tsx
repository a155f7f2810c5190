import { Page } from '../frame/page.tsx'

export const GroupPage = () => <Page title="Failure">…</Page>
