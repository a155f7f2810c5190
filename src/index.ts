/** What a program imports that answers the API itself, instead of running `execgraph serve`. */
export { type Execgraph, createExecgraph } from './embedding/execgraph.ts'
export type { ExecgraphOptions } from './embedding/options.ts'
