import type { CodegenConfig } from '@graphql-codegen/cli'

/** Makes types of the documents in `queries.ts`: `npx graphql-codegen --config codegen.ts`, in this folder. */
const config: CodegenConfig = {
  // The file of the package, or a running server: 'http://127.0.0.1:4000/graphql'.
  schema: '../../schema.graphql',
  documents: 'queries.ts',
  generates: {
    './gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        importExtension: '.ts',
        scalars: { DateTime: 'string', ID: 'string', JSON: 'unknown', SafeInt: 'number' },
      },
    },
  },
}

// oxlint-disable-next-line import/no-default-export -- The code generator reads it.
export default config
