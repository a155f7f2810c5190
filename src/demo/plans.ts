import { agents } from './agents.ts'
import { pipelines } from './pipelines.ts'
import { services } from './services.ts'

/** All flows whose runs follow a plan. */
export const plans = [...pipelines, ...agents, ...services]
