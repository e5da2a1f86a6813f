// Stands in the head of every page, so that a kept theme is there before anything is drawn.
try {
  const theme = localStorage.getItem('wire101.theme');
  if (theme === 'paper' || theme === 'night') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the theme follows the system.
}
