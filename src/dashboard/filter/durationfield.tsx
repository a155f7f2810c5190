import { useState } from 'react'
import { spanMs } from '../address/time.ts'
import { Button } from '../ui/button.tsx'
import type { FieldProps } from './fields.tsx'
import styles from './filter.module.css'

const usual = ['10s', '1m', '10m', '1h'] as const

/** From and to, as `90s` or `5m`. */
export function DurationField({ conditions: { min, max }, onChange }: FieldProps) {
  const [texts, setTexts] = useState({ min: min ?? '', max: max ?? '' })
  const isFine = (text: string) => text === '' || spanMs(text) !== undefined
  const set = (key: 'min' | 'max', text: string) => {
    setTexts({ ...texts, [key]: text })
    if (isFine(text)) onChange({ [key]: text === '' ? undefined : text })
  }
  return (
    <div className={styles['spans']}>
      {(['min', 'max'] as const).map((key) => (
        <label key={key}>
          {key === 'min' ? 'At least' : 'At most'}
          <input
            value={texts[key]}
            placeholder={key === 'min' ? '90s' : '5m'}
            aria-invalid={!isFine(texts[key])}
            onChange={({ target }) => set(key, target.value.trim())}
          />
        </label>
      ))}
      <p className="muted">A number and s, m, h or d.</p>
      <div className={styles['either']}>
        {usual.map((text) => (
          <Button key={text} look="plain" onClick={() => set('min', text)}>
            ≥ {text}
          </Button>
        ))}
      </div>
    </div>
  )
}
