import { listText } from '../address/lists.ts'
import { useAsk } from '../data/ask.ts'
import { Bar } from '../filter/bar.tsx'
import { FacetFilter } from '../filter/facetfilter.tsx'
import { BackendNamesDocument } from '../filter/filter.gen.ts'
import { TimeRange } from '../filter/timerange.tsx'
import type { ChangeView } from '../runs/useview.ts'
import { always } from '../runs/view.ts'
import type { AuditRowFragment } from './audit.gen.ts'
import { type AuditView, actions, conditionsOf } from './view.ts'

interface BarProps {
  readonly view: AuditView
  /** What is shown: the actors and stores among them can be chosen. */
  readonly rows: readonly AuditRowFragment[]
  readonly change: ChangeView
}

export function AuditFilterBar({ view, rows, change }: BarProps) {
  const backends = useAsk(BackendNamesDocument, {}).data?.backends ?? []
  const valuesOf = (names: readonly string[]) => [...new Set(names)].map((value) => ({ value }))
  // The store of `--admin` is no backend.
  const stores = valuesOf([...backends.map(({ name }) => name), ...rows.map(({ backend }) => backend)])
  return (
    <Bar
      name="Filter of the audit"
      fields={
        <>
          <FacetFilter
            name="Action"
            chosen={view.action}
            onChoose={(next) => change({ action: listText(next) })}
          >
            {(_, list) => list(Object.keys(actions).map((value) => ({ value })))}
          </FacetFilter>
          <FacetFilter name="Who" chosen={view.actor} onChoose={(next) => change({ actor: listText(next) })}>
            {(_, list) =>
              list(
                valuesOf(rows.map(({ actor }) => actor)),
                <p>The name or the id of a token. Type it to find others.</p>,
              )
            }
          </FacetFilter>
          <FacetFilter
            name="Backend"
            chosen={view.backend}
            onChoose={(next) => change({ backend: listText(next) })}
          >
            {(_, list) => list(stores)}
          </FacetFilter>
        </>
      }
      set={conditionsOf(view)}
      onClear={() => change({ action: undefined, actor: undefined, backend: undefined })}
      strange={view.strange}
      onDrop={change}
      time={<TimeRange view={view} change={change} usual={always} />}
    />
  )
}
