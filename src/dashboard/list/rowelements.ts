const elementOf = (key: string) => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)

/** Whether the pointer or the focus is at a row. */
export const isAtRow = (key: string) => elementOf(key)?.matches(':hover, :focus, :focus-within') ?? false

export const focusRow = (key: string) => elementOf(key)?.focus({ preventScroll: true })
