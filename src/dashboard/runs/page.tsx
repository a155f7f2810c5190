import { Page } from '../frame/page.tsx'
import { AttentionStrip } from '../attention/strip.tsx'
import { Runs } from './runs.tsx'

export const RunsPage = () => (
  <Runs
    around={({ running, total, worst, body }) => (
      <Page
        title="Runs"
        fact={total}
        tab={running === undefined ? 'Runs' : `${running} · Runs`}
        worst={worst}
      >
        {body}
      </Page>
    )}
    strip={<AttentionStrip />}
  />
)
