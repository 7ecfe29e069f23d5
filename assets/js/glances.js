/* Shows what a reference in a text is about, and how origins were counted, while it is pointed at or focused; the
   link itself stays as it is.
   A finger cannot point: its first touch shows, the second follows the link. */
(() => {
  const main = document.querySelector("[data-glances]");
  const wanted = "a.ref[data-kind=statement], a.ref[data-kind=term], a[data-kind=origins]";
  if (!main?.querySelector(wanted) || !HTMLElement.prototype.showPopover) return;
  const box = document.createElement("div");
  Object.assign(box, { id: "glance", className: "glance", popover: "manual", role: "tooltip" });
  document.body.append(box);
  const anchored = CSS.supports("position-area", "block-end");
  let texts, link, timer;

  const load = () => (texts ??= fetch(main.dataset.glances).then((answer) => answer.json()).catch(() => ({})));

  const key = ({ hash, pathname, dataset: { kind } }) =>
    `${kind}:${hash ? hash.slice(kind.length + 2) : pathname.split("/").at(-2)}`;

  const close = () => {
    clearTimeout(timer);
    link?.classList.remove("ref--open");
    link?.removeAttribute("aria-describedby");
    link = null;
    box.hidePopover();
  };

  const open = async (at, touched = false) => {
    clearTimeout(timer);
    if (at === link) return;
    close();
    link = at;
    const text = (await load())[key(at)];
    if (link !== at) return;
    if (!text) return touched && at.click();
    box.innerHTML = text;
    if (touched) box.insertAdjacentHTML("beforeend", `<p class="glance__party">${main.dataset.again}</p>`);
    at.setAttribute("aria-describedby", box.id);
    at.classList.add("ref--open");
    box.showPopover();
    if (!anchored) {
      const { left, bottom } = at.getBoundingClientRect();
      box.style.left = `${Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 8))}px`;
      box.style.top = `${bottom + box.offsetHeight + 8 > innerHeight ? bottom - 32 - box.offsetHeight : bottom + 4}px`;
    }
  };

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const at = target.closest(wanted);
    clearTimeout(timer);
    if (at && at !== link) timer = setTimeout(open, 200, at);
    else if (link && !at && !box.contains(target)) timer = setTimeout(close, 300);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(wanted) && target.matches(":focus-visible")) open(target);
    else if (link) close();
  });
  document.addEventListener("focusout", () => link && close());
  document.addEventListener("keydown", ({ key: pressed }) => pressed === "Escape" && close());
  document.addEventListener(
    "click",
    (event) => {
      const at = event.target.closest(wanted);
      if (at && at !== link && event.pointerType === "touch") {
        event.preventDefault();
        open(at, true);
      } else if (link && !box.contains(event.target)) close();
    },
    { capture: true },
  );
  if (!anchored) document.addEventListener("scroll", close, { passive: true });
})();
