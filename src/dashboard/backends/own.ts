/** Stores of Execgraph itself. Other kinds are the databases of engines: they have no queue and no groups of failures. */
export const ownKinds: ReadonlySet<string> = new Set(['sqlite', 'postgres', 'memory'])
