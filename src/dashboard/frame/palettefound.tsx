import { Command } from 'cmdk'
import { executionAddress, flowAddress, runAddress } from '../address/addresses.ts'
import { directionsShown } from '../format/directions.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Icon } from '../ui/icon.tsx'
import type { FindQuery } from './palette.gen.ts'
import { type Go, Section } from './paletteitems.tsx'

/** What the stores have of that name. */
export function Found({ data, go }: { data: FindQuery; go: Go }) {
  const executions = (data.executions ?? []).filter((one) => one !== null)
  const runs = data.runs?.nodes ?? []
  const flows = data.flows?.nodes ?? []
  return (
    <>
      <Section name="Executions" size={executions.length}>
        {executions.map(({ key, id, flow, status }) => (
          <Command.Item key={key} value={key} onSelect={() => go(executionAddress(key), id)}>
            <StatusIcon status={status} /> <span className="cut">{directionsShown(id)}</span>{' '}
            <span className="muted">{directionsShown(flow)}</span>
          </Command.Item>
        ))}
      </Section>
      <Section name="Runs" size={runs.length}>
        {runs.map((run) => (
          <Command.Item
            key={run.id}
            value={run.id}
            onSelect={() => go(runAddress(run), `${run.flow} ${run.number}`)}
          >
            <StatusIcon status={run.status} />
            <span className="cut">
              {directionsShown(run.flow)} {run.number}
            </span>
            <span className="muted">{run.name && directionsShown(run.name)}</span>
          </Command.Item>
        ))}
      </Section>
      <Section name="Flows" size={flows.length}>
        {flows.map((flow) => (
          <Command.Item
            key={flow.id}
            value={`flow ${flow.id}`}
            onSelect={() => go(flowAddress(flow), flow.name)}
          >
            <Icon of="flows" size={14} /> <span className="cut">{directionsShown(flow.name)}</span>
            <span className="muted">{flow.backend}</span>
          </Command.Item>
        ))}
      </Section>
    </>
  )
}
