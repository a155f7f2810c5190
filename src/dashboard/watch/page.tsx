import { Page } from '../frame/page.tsx'

export const WatchPage = () => <Page title="Watch">…</Page>
