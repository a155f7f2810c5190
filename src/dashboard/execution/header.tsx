import { Link, useNavigate } from '@tanstack/react-router'
import { executionAddress, runAddress } from '../address/addresses.ts'
import { ofFlow } from '../executions/offlow.ts'
import { directionsShown } from '../format/directions.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { clock, duration } from '../format/durations.ts'
import { Fact, TagList, TimeOf } from '../run/factsline.tsx'
import runStyles from '../run/run.module.css'
import { Reason } from '../status/reason.tsx'
import { StatusBadge } from '../status/icon.tsx'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { copy } from '../ui/notice.tsx'
import { Ticking } from '../ui/ticking.tsx'
import { InList } from '../walk/inlist.tsx'
import type { Walked } from '../walk/usesteps.ts'
import type { ExecutionHeadFragment } from './execution.gen.ts'
import { Moves } from './moves.tsx'

interface HeaderProps {
  readonly execution: ExecutionHeadFragment
  /** `undefined`: it was opened by a link. */
  readonly walked: Walked | undefined
}

export function ExecutionHeader({ execution, walked }: HeaderProps) {
  const { key, id, flow, step, status, attempt, failure } = execution
  const navigate = useNavigate()
  const copyId = () => void copy(id, 'Id')
  useKeys({ copyId })
  return (
    <div className={runStyles['header']}>
      <div className={runStyles['headerLine']}>
        <p className={runStyles['title']} title={directionsShown(step ?? flow)}>
          <span className="cut">{directionsShown(step ?? flow)}</span>
        </p>
        <div className={runStyles['state']}>
          <span role="status">
            <StatusBadge status={status} attempt={attempt} />
          </span>
          {!failure && (
            <span className={`${runStyles['reason']} cut`}>
              <Reason of={{ ...execution, failure: null }} />
            </span>
          )}
        </div>
        <span className={runStyles['space']} />
        <div className={`${runStyles['go']} ${runStyles['actions']}`}>
          {walked && <InList steps={walked} addressOf={executionAddress} nameOf={idOfKey} />}
          <Moves execution={execution} />
          <IconButton
            name="Copy the link"
            icon="link"
            press="link"
            onClick={() => void copy(location.href, 'Link')}
          />
          <Menu
            align="end"
            trigger={<IconButton name="More" icon="more" />}
            items={[
              { text: 'Copy the id', icon: 'copy', onSelect: copyId },
              {
                text: 'Copy the key',
                icon: 'copy',
                onSelect: () => void copy(key, 'Key'),
              },
              {
                text: 'Watch it',
                icon: 'watch',
                onSelect: () => void navigate({ to: '/watch', search: { ids: key } }),
              },
            ]}
          />
        </div>
      </div>
      <FactsLine execution={execution} />
    </div>
  )
}

const idOfKey = (key: string) => key.slice(key.indexOf(':') + 1)

function FactsLine({ execution }: { execution: ExecutionHeadFragment }) {
  const { id, backend, flow, run, tags, source, scriptPath, usual } = execution
  return (
    <p className={runStyles['facts']}>
      {run && (
        <Fact name="in run">
          <Link to={runAddress(run)}>{directionsShown(`${run.flow} ${run.name ?? run.number}`)}</Link>
        </Fact>
      )}
      {!run && (
        <Fact name="of">
          <Link to="/executions" search={ofFlow({ backend, name: flow })}>
            {directionsShown(flow)}
          </Link>
        </Fact>
      )}
      <Times execution={execution} />
      {usual && <Fact name="usually">{duration(usual.p50Ms)}</Fact>}
      <TagList tags={tags ?? []} />
      {source !== null && <Fact name="from">{directionsShown(source)}</Fact>}
      {scriptPath !== null && (
        <Fact name="script" tip={scriptPath}>
          <span className="mono">{directionsShown(scriptPath)}</span>
        </Fact>
      )}
      <Fact name="in">{backend}</Fact>
      <Fact name="id" tip={id}>
        <span className="mono">{directionsShown(id)}</span>
      </Fact>
    </p>
  )
}

const endWords: Readonly<Record<string, string>> = {
  FAILED: 'failed',
  CANCELLED: 'called off',
  TIMED_OUT: 'ran out of time',
}

function Times({
  execution: { startedAt, finishedAt, durationMs, status },
}: {
  execution: ExecutionHeadFragment
}) {
  const start = startedAt === null ? undefined : Date.parse(startedAt)
  const isOpen = finishedAt === null
  return (
    <>
      {start === undefined ? (
        <span className="muted">not started</span>
      ) : (
        <Fact name="started">
          <TimeOf time={start} />
        </Fact>
      )}
      {isOpen && start !== undefined && status !== 'PENDING' && (
        <Fact name="runs for">
          <Ticking text={(time) => clock(time - start)} />
        </Fact>
      )}
      {finishedAt !== null && (
        <Fact name={endWords[status] ?? 'finished'}>
          <TimeOf time={Date.parse(finishedAt)} />
        </Fact>
      )}
      {durationMs !== null && (
        <Fact name="took" tip={`${durationMs} ms`}>
          {duration(durationMs)}
        </Fact>
      )}
    </>
  )
}
