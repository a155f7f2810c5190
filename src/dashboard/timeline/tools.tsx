import { count } from '../format/numbers.ts'
import { looks } from '../status/statuses.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Menu } from '../ui/menu.tsx'
import type { Task } from './model.ts'
import { type Only, type Order, matches } from './tree.ts'
import type { Choices } from './usechoices.ts'
import type { Shown } from './useview.ts'
import styles from './timeline.module.css'

interface ToolsProps {
  readonly tasks: readonly Task[]
  readonly choices: Choices
  readonly shown: Shown
}

const orders: Record<Order, string> = { start: 'By start', duration: 'By duration', status: 'By status' }

export function Tools({ tasks, choices, shown }: ToolsProps) {
  const { order, isGrouped, isFromStart, isCollapsed, choose } = choices
  return (
    <div className={styles['tools']} role="toolbar" aria-label="Timeline">
      <OnlyToggle tasks={tasks} choices={choices} />
      <span className={styles['space']} />
      <Menu
        align="end"
        trigger={
          <Button look="plain" icon="down">
            {orders[order]}
          </Button>
        }
        items={[
          ...(Object.keys(orders) as Order[]).map((one) => ({
            text: orders[one],
            isOn: one === order,
            onSelect: () => choose({ order: one }),
          })),
          'line' as const,
          { text: 'Grouped by step', isOn: isGrouped, onSelect: () => choose({ isGrouped: !isGrouped }) },
        ]}
      />
      <Button look="plain" press="fromStart" onClick={() => choose({ isFromStart: !isFromStart })}>
        {isFromStart ? 'From start' : 'Clock time'} <Kbd of="fromStart" />
      </Button>
      <Button
        look="plain"
        icon="idle"
        press="idle"
        aria-pressed={isCollapsed}
        data-tip={isCollapsed ? 'Idle time is collapsed' : 'Idle time is shown'}
        onClick={() => choose({ isCollapsed: !isCollapsed })}
      >
        Idle <Kbd of="idle" />
      </Button>
      <IconButton
        name="Zoom out"
        icon="minus"
        press="zoomOut"
        disabled={shown.isFit}
        onClick={() => shown.zoom(0.5)}
      />
      <IconButton name="Zoom in" icon="plus" press="zoomIn" onClick={() => shown.zoom(2)} />
      <IconButton name="Fit" icon="fit" press="fit" disabled={shown.isFit} onClick={shown.fit} />
    </div>
  )
}

/** All, or only what runs, failed or was cancelled. */
function OnlyToggle({ tasks, choices: { only, choose } }: Omit<ToolsProps, 'shown'>) {
  const recorded = tasks.filter(({ isExpected }) => !isExpected)
  const kinds: readonly { only: Only; status?: 'RUNNING' | 'FAILED' | 'CANCELLED'; word: string }[] = [
    { only: 'all', word: 'All' },
    { only: 'running', status: 'RUNNING', word: 'Open' },
    { only: 'failed', status: 'FAILED', word: 'Failed' },
    { only: 'cancelled', status: 'CANCELLED', word: 'Cancelled' },
  ]
  return (
    <div className={styles['only']} role="group" aria-label="Show">
      {kinds.map(({ only: one, status, word }) => {
        const found = recorded.filter((task) => matches(task, one)).length
        if (found === 0 && one !== 'all' && one !== only) return null
        return (
          <button
            key={one}
            type="button"
            aria-pressed={one === only}
            {...(status && { 'data-hue': looks[status].hue })}
            onClick={() => choose({ only: one })}
          >
            {status && <StatusIcon status={status} size={12} isSilent />}
            {word} {count(found)}
          </button>
        )
      })}
    </div>
  )
}
