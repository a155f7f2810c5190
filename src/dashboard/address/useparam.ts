import { valueOf } from './query.ts'
import { useAddress } from './usesearch.ts'

/** One value of the address, and how to change it without a step back. `undefined` takes it out. */
export function useParam(
  name: string,
): [value: string | undefined, set: (value: string | undefined) => void] {
  const [search, change] = useAddress()
  return [valueOf(search, name), (value) => change({ [name]: value }, false)]
}
