import { graphql } from './gql/index.ts'

export const Newest = graphql(`
  query Newest($first: Int!) {
    executionHistory(first: $first) {
      nodes {
        key
        flow
        status
      }
    }
  }
`)

export const Finish = graphql(`
  mutation Finish($id: ID!) {
    updateExecutions(input: { executions: [{ id: $id, status: "completed" }] }) {
      results {
        ok
        execution {
          key
          status
        }
      }
    }
  }
`)
