/* Marks the part in view in the jump menu, and keeps its name in sight there. */
(() => {
  const list = document.querySelector(".jump__list");
  if (!list) return;
  const links = new Map();
  for (const link of list.querySelectorAll("a[href^='#']")) {
    const part = document.getElementById(link.hash.slice(1));
    if (part) links.set(part, link);
  }
  const parts = [...links.keys()];
  const seen = new Set();
  let current;

  const mark = (part) => {
    if (part === current) return;
    links.get(current)?.removeAttribute("aria-current");
    current = part;
    const link = links.get(part);
    if (!link) return;
    link.setAttribute("aria-current", "true");
    const [own, all] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
    list.scrollBy({ left: own.left + own.width / 2 - all.left - all.width / 2 });
  };

  list.addEventListener("scroll", () => list.toggleAttribute("data-scrolled", Math.abs(list.scrollLeft) > 2), { passive: true });

  const observer = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) seen[isIntersecting ? "add" : "delete"](target);
      if (seen.size) mark(parts.findLast((part) => seen.has(part)));
      else if (parts[0].getBoundingClientRect().top > 0) mark();
    },
    { rootMargin: "-30% 0px -65%" },
  );
  for (const part of parts) observer.observe(part);
  /* The last part may be too short to reach the line. */
  document.addEventListener("scrollend", () => {
    const { scrollTop, clientHeight, scrollHeight } = document.documentElement;
    if (scrollTop + clientHeight >= scrollHeight - 2) mark(parts.at(-1));
  });
})();
