/** Stands between a list of tables and a query that may begin with such a list of its own. */
export const joint = '/* of seen flows */'

/** Makes one list of both. */
export const joinLists = (text: string): string =>
  text.replace(/\/\* of seen flows \*\/\s*(with\b)?/, (_, more?: string) => (more ? ', ' : ''))
