// The page cannot know which folder the site lives in: it is the nearest above that holds what a build leaves there.
const { root } = document.documentElement.dataset;
const folders = location.pathname.split('/').slice(1, -1);

async function findSite() {
  for (let depth = Math.min(folders.length, 8); depth > 0; depth--) {
    const folder = `/${folders.slice(0, depth).join('/')}/`;
    const answer = await fetch(`${folder}_app/version.json`, { method: 'HEAD' });
    if (answer.ok) return folder;
  }
  return root;
}

findSite()
  .then((folder) => {
    for (const link of document.querySelectorAll('a'))
      link.setAttribute('href', folder + link.getAttribute('href').slice(root.length));
  })
  .catch(() => {
    // Offline: the links stay as they are.
  });
