// Stands in the head of every embed: the theme that the page around asked for, before anything is drawn.
const theme = /[#&]theme=(light|dark)(?:&|$)/.exec(location.hash)?.[1];
if (theme !== undefined)
  document.documentElement.dataset.theme = theme === 'light' ? 'paper' : 'night';
