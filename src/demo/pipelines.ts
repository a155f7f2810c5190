import { type Plan, step } from './plan.ts'

const scientists = ['amara', 'bjorn', 'chen']
const engineers = ['dalia', 'enzo', 'fatima']

export const pipelines: readonly Plan[] = [
  {
    ...{ flow: 'TrainRecommender', script: 'flows/train_recommender.py', runs: 36, rhythm: 'office' },
    ...{ minutes: 55, failing: 0.14, latest: ['RETRYING', 'OK', 'OPEN'] },
    ...{ tags: ['team:growth', 'gpu'], users: scientists },
    steps: [
      step('start', 'load', 0.1),
      step('features', 'transform', 1),
      step('train', 'train', 4, { fan: 3 }),
      step('evaluate', 'evaluate', 0.7),
      step('register', 'publish', 0.2),
      step('end', 'publish', 0.05),
    ],
  },
  {
    ...{ flow: 'FinetuneSupportModel', script: 'flows/finetune.py', runs: 14, rhythm: 'office' },
    ...{ minutes: 380, failing: 0.35, latest: ['SILENT', 'OPEN'] },
    ...{ tags: ['team:support', 'gpu', 'experiment'], users: scientists },
    steps: [
      step('start', 'load', 0.05),
      step('tokenize', 'transform', 0.5),
      step('finetune', 'train', 8, { fan: 2 }),
      step('evaluate', 'evaluate', 1),
      step('end', 'publish', 0.05),
    ],
  },
  {
    ...{ flow: 'OrdersToWarehouse', script: 'etl/orders.py', runs: 72, rhythm: 'steady' },
    ...{ minutes: 4, failing: 0.06, latest: ['FAILED', 'RETRYING', 'OK'] },
    ...{ tags: ['prod', 'etl'], users: ['scheduler'] },
    steps: [
      step('extract', 'load'),
      step('clean', 'transform'),
      step('merge', 'write', 2),
      step('end', 'check', 0.2),
    ],
  },
  {
    ...{ flow: 'CustomerSync', script: 'etl/customers.py', runs: 44, rhythm: 'steady' },
    ...{ minutes: 9, failing: 0.12, latest: ['OPEN'] },
    ...{ tags: ['prod', 'etl', 'team:growth'], users: ['scheduler'] },
    steps: [step('pull', 'load', 3, { fan: 2 }), step('match', 'transform'), step('push', 'write')],
  },
  {
    ...{ flow: 'NightlyReport', script: 'reports/nightly.py', runs: 30, rhythm: 'nightly' },
    ...{ minutes: 18, failing: 0.07, latest: ['OK'] },
    ...{ tags: ['prod', 'report'], users: ['scheduler'] },
    steps: [
      step('start', 'check', 0.1),
      step('aggregate', 'transform', 4, { fan: 2 }),
      step('render', 'publish'),
      step('mail', 'mail', 0.3),
      step('end', 'check', 0.05),
    ],
  },
  {
    ...{ flow: 'DataQualityChecks', script: 'quality/checks.py', runs: 56, rhythm: 'steady' },
    ...{ minutes: 2, failing: 0.16, latest: ['FAILED', 'OK'] },
    ...{ tags: ['quality'], users: ['scheduler', 'fatima'] },
    steps: [step('profile', 'load'), step('expectations', 'check', 2), step('end', 'check', 0.1)],
  },
  {
    ...{ flow: 'DeployPreview', script: 'ci/preview.ts', runs: 40, rhythm: 'office' },
    ...{ minutes: 6, failing: 0.2, latest: ['OK', 'FAILED', 'OPEN'] },
    ...{ tags: ['ci'], users: engineers },
    steps: [step('build', 'publish', 2), step('test', 'check', 3, { fan: 2 }), step('deploy', 'publish')],
  },
  {
    ...{ flow: 'BackfillEmbeddings', script: 'flows/backfill.py', runs: 1, rhythm: 'office' },
    ...{ minutes: 130, failing: 0, latest: ['OK'] },
    ...{ tags: ['backfill', 'gpu'], users: ['chen'] },
    steps: [
      step('start', 'load', 0.02),
      step('embed', 'transform', 3, { fan: 498 }),
      step('end', 'check', 0.02),
    ],
  },
]
