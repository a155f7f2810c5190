/** An operation of an `x.graphql`, with the types of its answer and its variables. */
export interface Document<Data, Variables> {
  toString(): string
  __apiType?: ((variables: Variables) => Data) | undefined
}
