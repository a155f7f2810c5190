import { useMemo, useState } from 'react'
import { askFor, useAsk } from '../data/ask.ts'
import { errorOf } from '../data/seldom.ts'
import { useAgain } from '../data/useagain.ts'
import { directionsShown } from '../format/directions.ts'
import { bytes } from '../format/numbers.ts'
import { isOpen } from '../../client/standing.ts'
import { Button } from '../ui/button.tsx'
import { copy } from '../ui/notice.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { pathTo } from './flatten.ts'
import { ExecutionPayloadsDocument, type PayloadPartsFragment, WholePartsDocument } from './payload.gen.ts'
import { Tree } from './tree.tsx'
import styles from './payload.module.css'

/** What an execution was given and what it gave, beside each other. `version`: with another one there may be more. */
export function Payloads({ execution, version }: { execution: string; version: string }) {
  const { data, error, isLoading, again } = useAsk(ExecutionPayloadsDocument, { id: execution })
  useAgain(again, version)
  const found = data?.execution
  if (error && !found) return <Failed error={error} again={again} />
  if (!found) return isLoading ? <Loading rows={8} /> : null
  return (
    <div className={styles['payloads']}>
      <PayloadTree
        key={`in ${execution}`}
        execution={execution}
        side="inputs"
        payload={found.inputs}
        isOpen={isOpen(found.status)}
      />
      <PayloadTree
        key={`out ${execution}`}
        execution={execution}
        side="outputs"
        payload={found.outputs}
        isOpen={isOpen(found.status)}
      />
    </div>
  )
}

interface PayloadTreeProps {
  readonly execution: string
  readonly side: 'inputs' | 'outputs'
  readonly payload: PayloadPartsFragment | null
  readonly isOpen: boolean
}

const titles = { inputs: 'Inputs', outputs: 'Outputs' } as const

function PayloadTree({ execution, side, payload, isOpen }: PayloadTreeProps) {
  const [whole, setWhole] = useState<ReadonlyMap<string | null, unknown>>(new Map())
  const [problem, setProblem] = useState<string>()
  const [isLoading, setLoading] = useState(false)
  const value = useMemo(() => payload && completed(payload.json, whole), [payload, whole])
  const load = async () => {
    setLoading(true)
    try {
      const parts = await wholeParts(execution, side)
      setWhole(new Map(parts.map(({ name, json }) => [name, json])))
      if (parts.length === 0) setProblem('The server kept only the beginning.')
    } catch (error) {
      setProblem(errorOf(error).message)
    }
    setLoading(false)
  }
  const cut = payload?.truncatedKeys.filter(({ name }) => !whole.has(name)) ?? []
  const paths = new Map(cut.map(({ name, bytes: size }) => [name === null ? '$' : pathTo('$', name), size]))
  return (
    <section className={styles['payload']} aria-label={titles[side]}>
      <header>
        <h2>{titles[side]}</h2>
        {payload && <span className="muted">{bytes(payload.bytes)}</span>}
        {payload && (
          <Button icon="copy" onClick={() => void copy(JSON.stringify(value, undefined, 2), titles[side])}>
            Copy
          </Button>
        )}
      </header>
      {cut.length > 0 && (
        <p className={styles['cut']}>
          {problem ??
            `Only the beginning is shown of ${directionsShown(cut.map(({ name }) => name ?? 'it').join(', '))}.`}{' '}
          {problem === undefined && (
            <Button look="plain" disabled={isLoading} onClick={() => void load()}>
              {isLoading ? 'Loading …' : 'Load the whole'}
            </Button>
          )}
        </p>
      )}
      {payload === null ? (
        <p className="muted">{isOpen && side === 'outputs' ? 'None yet.' : 'None are recorded.'}</p>
      ) : (
        <Tree
          name={titles[side]}
          value={value}
          whole={(path) =>
            paths.has(path) && <em className={styles['size']}>cut, {bytes(paths.get(path)!)}</em>
          }
        />
      )}
    </section>
  )
}

/** The parts that were cut, whole. Those that the server did not keep are missing. */
async function wholeParts(execution: string, side: 'inputs' | 'outputs') {
  const has = { hasInputs: side === 'inputs', hasOutputs: side === 'outputs' }
  const { truncatedKeys } = await askFor(
    WholePartsDocument,
    { id: execution, ...has },
    (data) => data.execution?.[side],
  )
  return truncatedKeys.filter(({ json }) => json !== null)
}

/** A value with its cut parts put in whole. */
function completed(json: unknown, whole: ReadonlyMap<string | null, unknown>): unknown {
  if (whole.has(null)) return whole.get(null)
  if (whole.size === 0 || typeof json !== 'object' || json === null) return json
  const parts = [...whole].filter((one): one is [string, unknown] => one[0] !== null)
  if (Array.isArray(json))
    return json.map((one: unknown, index) => (whole.has(`${index}`) ? whole.get(`${index}`) : one))
  return { ...json, ...Object.fromEntries(parts) }
}
