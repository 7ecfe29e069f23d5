/* Keeps the anchor and the choices when the reader changes language: ids are the same in every language. */
(() => {
  for (const link of document.querySelectorAll("a[data-keep-anchor]")) {
    for (const event of ["pointerdown", "focus", "click"]) {
      link.addEventListener(event, () => {
        link.search = location.search;
        link.hash = location.hash;
      });
    }
  }
})();
