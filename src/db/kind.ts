export type BackendKind = 'sqlite' | 'postgres' | 'memory' | 'metaflow'
