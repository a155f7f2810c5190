import { Link, useNavigate } from '@tanstack/react-router'
import { flowAddress, runAddress } from '../address/addresses.ts'
import { listText } from '../address/lists.ts'
import { directionsShown } from '../format/directions.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { Reason } from '../status/reason.tsx'
import { StatusBadge } from '../status/icon.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Menu } from '../ui/menu.tsx'
import { copy } from '../ui/notice.tsx'
import { InList } from '../walk/inlist.tsx'
import type { Walked } from '../walk/usesteps.ts'
import { partsOfRunId } from '../why/ids.ts'
import { Ago, RunFactsLine } from './factsline.tsx'
import type { RunHeadFragment } from './run.gen.ts'
import type { Base } from './usebase.ts'
import { addressOfRun } from './usewalk.ts'
import styles from './run.module.css'

interface HeaderProps {
  readonly run: RunHeadFragment
  readonly base: Base | null | undefined
  /** `undefined`: it was opened by a link. */
  readonly walked: Walked | undefined
}

/** What it is, how it stands and why, and where to go from here. */
export function RunHeader({ run, base, walked }: HeaderProps) {
  const { flow, number, name, status, failure } = run
  return (
    <div className={styles['header']}>
      <div className={styles['headerLine']}>
        <p className={styles['title']} title={directionsShown(`${flow} ${name ?? number}`)}>
          <span className="cut" dir="auto">
            {directionsShown(flow)}
          </span>{' '}
          <span className={styles['titleNumber']}>{directionsShown(`${name ?? number}`)}</span>
        </p>
        <div className={styles['state']}>
          <span role="status">
            <StatusBadge status={status} />
          </span>
          {!failure && (
            <span className={`${styles['reason']} cut`}>
              <Reason of={{ ...run, failure: null }} />
            </span>
          )}
        </div>
        <span className={styles['space']} />
        <div className={styles['go']}>
          {walked && <InList steps={walked} addressOf={addressOfRun} nameOf={nameOfRun} />}
          <Neighbours run={run} />
          <Actions run={run} base={base} />
        </div>
      </div>
      <RunFactsLine run={run} />
      {run.heartbeatStale && run.status === 'RUNNING' && (
        <p className={styles['silent']}>
          {run.heartbeatAt !== null && (
            <>
              Last heartbeat <Ago time={Date.parse(run.heartbeatAt)} />: the
            </>
          )}
          {run.heartbeatAt === null && 'There never was a heartbeat: the'} process of this attempt may be
          gone.
        </p>
      )}
    </div>
  )
}

function nameOfRun(id: string): string {
  const { flow, number } = partsOfRunId(id)
  return `${flow} ${number}`
}

function Neighbours({ run: { backend, flow, previous, next } }: { run: RunHeadFragment }) {
  const navigate = useNavigate()
  const to = (one: { number: number } | null) => one && runAddress({ backend, flow, number: one.number })
  const [back, on] = [to(previous), to(next)]
  useKeys({
    previous: () => back !== null && void navigate({ to: back, search: true, state: true }),
    next: () => on !== null && void navigate({ to: on, search: true, state: true }),
  })
  return (
    <nav className={styles['neighbours']} aria-label="Runs of this flow">
      {back === null ? (
        <span className="faint">first run</span>
      ) : (
        <Link to={back} search state aria-label={`Previous run, ${previous!.number}`}>
          <Icon of="left" size={12} /> <span>{previous!.number}</span> <Kbd of="previous" />
        </Link>
      )}
      {on === null ? (
        <span className="faint">newest</span>
      ) : (
        <Link to={on} search state aria-label={`Next run, ${next!.number}`}>
          <span>{next!.number}</span> <Icon of="right" size={12} /> <Kbd of="next" />
        </Link>
      )}
    </nav>
  )
}

function Actions({ run, base }: { run: RunHeadFragment; base: Base | null | undefined }) {
  const { id, backend, flow } = run
  const navigate = useNavigate()
  const compare = () => void navigate({ to: '/compare', search: { a: base?.id, b: id } })
  const copyId = () => void copy(id, 'Id')
  useKeys({ compare, copyId })
  return (
    <div className={styles['actions']}>
      <Button icon="compare" press="compare" onClick={compare} disabled={base === null}>
        {base ? `Compare with ${base.number}` : base === null ? 'Nothing to compare' : 'Compare'}
      </Button>
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
            text: 'All runs of this flow',
            icon: 'flows',
            onSelect: () => void navigate({ to: flowAddress({ backend, name: flow }) }),
          },
          {
            text: 'Failed runs of this flow',
            icon: 'failures',
            onSelect: () => void navigate({ to: '/', search: { flow: listText([flow]), status: 'failed' } }),
          },
        ]}
      />
    </div>
  )
}
