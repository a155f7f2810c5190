/** Every key of every page. Help and tooltips are made from it. */
export const keys = {
  search: { key: '/', does: 'Search', where: 'Everywhere' },
  palette: { key: 'ctrl-k', does: 'Find a run, an execution, a page or an action', where: 'Everywhere' },
  help: { key: '?', does: 'Show these keys', where: 'Everywhere' },
  close: { key: 'esc', does: 'Close what is on top, then clear the selection', where: 'Everywhere' },
  utc: { key: 'u', does: 'Local time or UTC', where: 'Everywhere' },
  theme: { key: 'd', does: 'Light, dark, or as the system', where: 'Everywhere' },
  rail: { key: '\\', does: 'Narrow or widen the menu', where: 'Everywhere' },
  link: { key: 'y', does: 'Copy the link', where: 'Everywhere' },
  copyId: { key: 'Y', does: 'Copy the id', where: 'Everywhere' },
  runs: { key: 'g r', does: 'Runs', where: 'Go to' },
  executions: { key: 'g e', does: 'Executions', where: 'Go to' },
  failures: { key: 'g f', does: 'Failures', where: 'Go to' },
  watch: { key: 'g w', does: 'Watch', where: 'Go to' },
  queue: { key: 'g q', does: 'Queue', where: 'Go to' },
  flows: { key: 'g l', does: 'Flows', where: 'Go to' },
  backends: { key: 'g b', does: 'Backends', where: 'Go to' },
  audit: { key: 'g a', does: 'Audit', where: 'Go to' },
  walkOn: { key: 'j', does: 'Next of the list that it was opened from', where: 'Run and execution' },
  walkBack: { key: 'k', does: 'The one before it in that list', where: 'Run and execution' },
  down: { key: 'j', does: 'Next row', where: 'Lists' },
  up: { key: 'k', does: 'Previous row', where: 'Lists' },
  open: { key: 'enter', does: 'Open the row', where: 'Lists' },
  peek: { key: 'space', does: 'Peek at the row', where: 'Lists' },
  select: { key: 'x', does: 'Select the row', where: 'Lists' },
  selectRange: { key: 'X', does: 'Select up to the row', where: 'Lists' },
  takeNew: { key: '.', does: 'Show the new rows', where: 'Lists' },
  chip1: { key: '1', does: 'Running only, or not', where: 'Lists' },
  chip2: { key: '2', does: 'Failed only, or not', where: 'Lists' },
  chip3: { key: '3', does: 'Completed only, or not', where: 'Lists' },
  sort: { key: 's', does: 'Sort', where: 'Lists' },
  compare: { key: 'c', does: 'Compare the selected, or with the last good one', where: 'Lists' },
  previous: { key: '[', does: 'Previous run of the flow', where: 'Run and execution' },
  next: { key: ']', does: 'Next run of the flow', where: 'Run and execution' },
  fromStart: { key: 't', does: 'Clock time, or from the start', where: 'Run and execution' },
  fit: { key: 'f', does: 'Fit', where: 'Run and execution' },
  zoomIn: { key: '+', does: 'Zoom in', where: 'Run and execution' },
  zoomOut: { key: '-', does: 'Zoom out', where: 'Run and execution' },
  idle: { key: 'i', does: 'Collapse idle time', where: 'Run and execution' },
  fold: { key: 'z', does: 'Fold finished chains', where: 'Run and execution' },
  expandAll: { key: 'e', does: 'Expand all', where: 'Run and execution' },
  collapseAll: { key: 'E', does: 'Collapse all', where: 'Run and execution' },
  asGrid: { key: 'v', does: 'Grid or list', where: 'Watch and compare' },
  swap: { key: 'w', does: 'Swap A and B', where: 'Watch and compare' },
} as const

export type KeyName = keyof typeof keys

/** As it is shown: `Shift Y`. */
export const shownKey = (name: KeyName) => {
  const { key } = keys[name]
  return /^[A-Z]$/.test(key) ? `shift ${key.toLowerCase()}` : key
}
