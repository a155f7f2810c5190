import { RunsView } from './view.tsx'

export const RunsPage = () => <RunsView title="Runs" />
