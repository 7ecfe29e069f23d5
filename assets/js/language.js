/* Keeps the anchor when the reader changes language: ids are the same in every language. */
(() => {
  for (const link of document.querySelectorAll("a[data-keep-anchor]")) {
    link.addEventListener("click", () => {
      link.hash = location.hash;
    });
  }
})();
