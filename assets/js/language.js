/* Keeps the place and the choices when the reader changes language: ids are the same in every language. */
(() => {
  const links = document.querySelectorAll("a[data-keep-anchor]");
  /* The entry at the top of the window; whoever has not gone down the page begins at its top. */
  const here = () => {
    if (scrollY < innerHeight / 2) return location.hash;
    const entries = document.querySelectorAll("main section[id], main article[id], main li[id], main figure[id]");
    const above = [...entries].findLast((entry) => entry.getClientRects()[0]?.top < innerHeight / 4);
    return above ? `#${above.id}` : location.hash;
  };
  for (const link of links) {
    for (const event of ["pointerdown", "focus", "click"]) {
      link.addEventListener(event, () => {
        link.search = location.search;
        link.hash = here();
      });
    }
  }
})();
