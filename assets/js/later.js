/* Lays out what `.later` has put off, from the top and in some forty steps, while the browser has nothing else to do. */
(() => {
  if (!window.requestIdleCallback) return;
  const parts = [...document.querySelectorAll(".later")];
  const step = Math.ceil(parts.length / 40);
  const go = () => {
    for (const part of parts.splice(0, step)) part.classList.remove("later");
    if (parts.length) requestIdleCallback(go);
  };
  addEventListener("load", () => requestIdleCallback(go));
})();
