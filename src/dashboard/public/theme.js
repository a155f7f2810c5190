// Runs before the page is drawn, so that it never flashes in the other theme.
try {
  const theme = localStorage.getItem('execgraph.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Without storage the system's theme holds.
}
