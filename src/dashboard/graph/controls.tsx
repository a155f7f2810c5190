import { useSyncExternalStore } from 'react'
import { IconButton } from '../ui/button.tsx'
import type { Picture } from './picture.ts'
import type { View } from './view.ts'
import styles from './graph.module.css'

/** Zoom and what the lines mean. */
export function Controls({ view, picture }: { view: View; picture: Picture }) {
  const percent = useSyncExternalStore(view.camera.on, () => percentOf(view.camera.get().zoom))
  return (
    <div className={styles['controls']} data-control>
      <IconButton name="Zoom out" icon="minus" press="zoomOut" onClick={() => view.zoomBy(0.8)} />
      <span className={styles['percent']}>{percent}</span>
      <IconButton name="Zoom in" icon="plus" press="zoomIn" onClick={() => view.zoomBy(1.25)} />
      <IconButton name="All of it" icon="fit" press="fit" onClick={() => view.fit()} />
      <Legend picture={picture} />
    </div>
  )
}

const percentOf = (zoom: number) =>
  zoom < 0.095 ? `${(zoom * 100).toFixed(1)} %` : `${Math.round(zoom * 100)} %`

const meanings = {
  OPTIONAL: { dash: '7 4', words: 'optional' },
  CONTROL: { dash: '1.5 3.5', words: 'waits only' },
  SKIPPED: { dash: '3 3', words: 'skipped' },
}

function Legend({ picture: { model } }: { picture: Picture }) {
  const kinds = new Set(model.edges.map(({ kind }) => kind))
  if (model.statuses.includes('SKIPPED')) kinds.add('SKIPPED')
  const shown = (['OPTIONAL', 'CONTROL', 'SKIPPED'] as const).filter((kind) => kinds.has(kind))
  if (shown.length === 0) return null
  return (
    <ul className={styles['legend']} aria-label="Lines">
      {shown.map((kind) => (
        <li key={kind}>
          <svg width="24" height="8" aria-hidden="true">
            <path d="M0 4h24" strokeDasharray={meanings[kind].dash} />
          </svg>
          {meanings[kind].words}
        </li>
      ))}
    </ul>
  )
}
