import { type Plan, step } from './plan.ts'

const reader = step('reader', 'agent', 2, {
  steps: [step('tool.fetch_page', 'tool'), step('llm.summarize', 'llm', 2)],
})
const researcher = (topic: string) =>
  step(`researcher.${topic}`, 'agent', 3, {
    steps: [step('llm.queries', 'llm'), step('tool.web_search', 'tool', 2), reader],
  })

/** Agents that start agents, which call models and tools. */
export const agents: readonly Plan[] = [
  {
    flow: 'SupportAgent',
    script: 'agents/support.ts',
    runs: 44,
    day: 56,
    rhythm: 'office',
    minutes: 1.5,
    failing: 0.12,
    latest: ['OK', 'FAILED', 'OK'],
    tags: ['agent', 'team:support', 'prod'],
    users: ['api'],
    steps: [
      step('answer', 'agent', 1, {
        steps: [
          step('llm.plan', 'llm'),
          step('tool.find_order', 'tool'),
          step('billing_agent', 'agent', 4, {
            steps: [
              step('tool.invoices', 'tool'),
              step('llm.reason', 'llm'),
              step('refund_agent', 'agent', 2, {
                steps: [step('tool.policy', 'tool'), step('llm.decide', 'llm')],
              }),
            ],
          }),
          step('llm.reply', 'llm'),
        ],
      }),
    ],
  },
  {
    flow: 'ResearchAgent',
    script: 'agents/research.ts',
    runs: 16,
    rhythm: 'office',
    minutes: 14,
    failing: 0.25,
    latest: ['FAILED', 'RETRYING'],
    tags: ['agent', 'experiment'],
    users: ['amara', 'enzo'],
    steps: [
      step('research', 'agent', 1, {
        steps: [
          step('llm.outline', 'llm'),
          step('lead', 'agent', 6, { steps: [researcher('market'), researcher('papers')] }),
          step('writer', 'agent', 2, { steps: [step('llm.draft', 'llm', 3), step('llm.review', 'llm')] }),
        ],
      }),
    ],
  },
]
