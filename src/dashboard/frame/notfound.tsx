import { Link } from '@tanstack/react-router'
import { Empty } from '../ui/states.tsx'
import { Page } from './page.tsx'

export const NotFound = () => (
  <Page title="No such page">
    <Empty title="There is no page at this address">
      <Link to="/">All runs</Link>
    </Empty>
  </Page>
)
