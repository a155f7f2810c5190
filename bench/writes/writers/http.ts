import { Agent } from 'node:http'
import { post } from '../../common/post.ts'
import { finishInput, recordInput } from '../inputs.ts'
import { serveJobs } from '../serve.ts'

// Like an engine: JSON with variables over persistent connections.
const url = process.env['BENCH_URL']!
const agent = new Agent({ keepAlive: true })

const query = (operation: string, type: string) =>
  `mutation ($input: ${type}!) { ${operation}(input: $input) { results { ok problem { code } } } }`
const record = query('recordExecutions', 'RecordExecutionsInput')
const finish = query('updateExecutions', 'UpdateExecutionsInput')

const iso = (instant: number) => new Date(instant).toISOString()

serveJobs(
  async (operation, numbers) => {
    const [text, input] = operation === 'record' ? [record, recordInput] : [finish, finishInput]
    const executions = numbers.map((number) => input(number, iso))
    const answer = await post(
      agent,
      url,
      JSON.stringify({ query: text, variables: { input: { executions } } }),
    )
    const stored = answer.split('"ok":true').length - 1
    if (stored !== numbers.length)
      throw new Error(`${stored} of ${numbers.length} stored: ${answer.slice(0, 400)}`)
  },
  async () => agent.destroy(),
)
