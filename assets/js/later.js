/* Lays out what `.later` has put off, from the top and in some forty steps, while the browser has nothing else to do. */
(() => {
  if (!window.requestIdleCallback) return;
  const parts = [...document.querySelectorAll(".later")];
  const step = Math.ceil(parts.length / 40);
  const lay = (count) => {
    for (const part of parts.splice(0, count)) part.classList.remove("later");
  };
  const go = () => {
    lay(step);
    if (parts.length) requestIdleCallback(go);
  };
  addEventListener("load", () => requestIdleCallback(go));
  /* Whoever jumps meanwhile wants the place itself, not where it was before all above got its height. */
  addEventListener("hashchange", () => {
    if (!parts.length) return;
    lay(parts.length);
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  });
})();
