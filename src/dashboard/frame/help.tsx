import { useSignal } from '../data/signal.ts'
import { type KeyName, keys } from '../keyboard/keys.ts'
import { Kbd } from '../ui/kbd.tsx'
import { choose, settings } from './settings.ts'
import { ViewFiles } from './viewfiles.tsx'
import styles from './frame.module.css'

const names = Object.keys(keys) as KeyName[]
const places = ['Everywhere', 'Go to', 'Lists', 'Run and execution', 'Watch and compare'] as const

/** All keys, and what can be chosen for this browser. */
export function Help() {
  const { density, hasLetterKeys } = useSignal(settings)
  return (
    <>
      <div className={styles['help']}>
        {places.map((place) => (
          <section key={place}>
            <h3>{place}</h3>
            <dl>
              {names
                .filter((name) => keys[name].where === place)
                .map((name) => (
                  <div key={name}>
                    <dt>{keys[name].does}</dt>
                    <dd>
                      <Kbd of={name} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <fieldset className={styles['choices']}>
        <legend>Settings of this browser</legend>
        <label>
          <input
            type="checkbox"
            checked={density === 'comfortable'}
            onChange={({ target }) => choose({ density: target.checked ? 'comfortable' : 'compact' })}
          />{' '}
          Higher rows
        </label>
        <label>
          <input
            type="checkbox"
            checked={hasLetterKeys}
            onChange={({ target }) => choose({ hasLetterKeys: target.checked })}
          />{' '}
          Single letters are keys
        </label>
        <ViewFiles />
      </fieldset>
    </>
  )
}
