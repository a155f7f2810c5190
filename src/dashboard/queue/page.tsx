import { Page } from '../frame/page.tsx'

export const QueuePage = () => <Page title="Queue">…</Page>
