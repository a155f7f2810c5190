// Runs before the page is drawn, so that it never flashes in the other theme.
try {
  const theme = localStorage.getItem('execgraph.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Without storage the system's theme holds.
}

// The code of the page that is asked for is loaded beside the program, not after it.
for (const { dataset } of document.querySelectorAll('link[data-page]')) {
  if (!new RegExp(dataset.page).test(location.pathname + location.search)) continue
  const link = document.createElement('link')
  link.rel = dataset.rel
  if (dataset.rel === 'preload') link.as = 'style'
  link.crossOrigin = ''
  link.href = dataset.href
  document.head.append(link)
}
