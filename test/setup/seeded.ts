import { configureGlobal } from 'fast-check'

// The same cases in each run of the suite: a rare failure is one of the change that brought it.
configureGlobal({ seed: 7 })
