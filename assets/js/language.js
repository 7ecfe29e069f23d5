/* Keeps the place and the choices when the reader changes language: ids are the same in every language. */
(() => {
  const links = document.querySelectorAll("a[data-keep-anchor]");
  const top = (element) => element?.getClientRects()[0]?.top ?? NaN;
  /* What a link has led to, while it is in view; else the entry that begins last above a quarter of the window. */
  const here = () => {
    if (scrollY < innerHeight / 2 || Math.abs(top(document.querySelector(":target"))) < innerHeight / 2) {
      return location.hash;
    }
    let found;
    for (const entry of document.querySelectorAll("main :is(section, article, li, figure)[id]")) {
      if (top(entry) < innerHeight / 4 && !(top(entry) <= top(found))) found = entry;
    }
    return found ? `#${found.id}` : location.hash;
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
