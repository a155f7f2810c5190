import { type Asked, asked } from '../data/costs.ts'
import { useSignal } from '../data/signal.ts'
import { counted } from '../format/numbers.ts'
import styles from './frame.module.css'

/** The queries of the page, each with its price, and a way to run it by hand. */
export function Costs() {
  const queries = useSignal(asked)
  return (
    <ul className={styles['costs']}>
      {queries.map((one) => (
        <li key={one.name}>
          <h3>{one.name}</h3>
          <p className="mono">
            {one.backends.map(
              ({ name, statements, rows, ms }) =>
                `${name}: ${counted(statements, 'statement')}, ${counted(rows, 'row')}, ${ms.toFixed(1)} ms  `,
            )}
          </p>
          <a href={graphiqlLink(one)} target="_blank" rel="noreferrer">
            Show the query
          </a>
        </li>
      ))}
    </ul>
  )
}

const graphiqlLink = ({ query, variables }: Asked) =>
  `/graphql?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(JSON.stringify(variables, null, 2))}`
