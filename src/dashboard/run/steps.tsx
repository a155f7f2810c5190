import { directionsShown } from '../format/directions.ts'
import { clock, duration } from '../format/durations.ts'
import { count, counted } from '../format/numbers.ts'
import { StatusIcon } from '../status/icon.tsx'
import { looks } from '../status/statuses.ts'
import { Ticking } from '../ui/ticking.tsx'
import type { ShownStep } from './stepslist.ts'
import styles from './steps.module.css'

interface StepsProps {
  readonly steps: readonly ShownStep[]
  readonly selected: string | undefined
  readonly onSelect: (name: string | undefined) => void
}

/** The steps in order. One that is clicked filters all that stands beside it. */
export function Steps({ steps, selected, onSelect }: StepsProps) {
  return (
    <section className={styles['steps']} aria-label="Steps">
      <div className={styles['head']}>
        <h2>{counted(steps.length, 'step')}</h2>
        {selected === undefined ? (
          <span className="muted">Done, duration</span>
        ) : (
          <button type="button" onClick={() => onSelect(undefined)}>
            All steps
          </button>
        )}
      </div>
      <ul>
        {steps.map((step) => (
          <li key={step.name}>
            <button
              type="button"
              className={styles['step']}
              aria-pressed={step.name === selected}
              disabled={step.status === undefined}
              onClick={() => onSelect(step.name === selected ? undefined : step.name)}
            >
              <StatusIcon status={step.status ?? 'PENDING'} />
              <span className={styles['name']}>
                <span className="cut" dir="auto" title={directionsShown(step.name)}>
                  {directionsShown(step.name)}
                </span>
                {step.count > 1 && (
                  <span className="muted">
                    {step.failed > 0 && step.count < 100
                      ? `${step.failed} of ${count(step.count)}`
                      : count(step.count)}
                  </span>
                )}
              </span>
              <Shares step={step} />
              <Took step={step} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

export const Shares = ({ step: { shares } }: { step: ShownStep }) => (
  <span className={styles['shares']} data-empty={shares.length === 0} aria-hidden="true">
    {shares.map(({ status, share }) => (
      <i key={status} data-hue={looks[status].hue} data-status={status} style={{ flexGrow: share }} />
    ))}
  </span>
)

export function Took({ step: { startedAt, finishedAt } }: { step: ShownStep }) {
  return (
    <span className={styles['took']}>
      {startedAt === undefined ? (
        '–'
      ) : finishedAt === undefined ? (
        <Ticking text={(time) => clock(time - startedAt)} />
      ) : (
        duration(finishedAt - startedAt)
      )}
    </span>
  )
}
