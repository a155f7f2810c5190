/** Stores of Execgraph itself. Other kinds are the databases of engines: they have no queue. */
export const ownKinds: ReadonlySet<string> = new Set(['sqlite', 'postgres', 'memory'])
