/* Narrows a list down to what the reader chooses. The choice lives in the address, so that it can be shared. */
(() => {
  const form = document.querySelector("form.filter");
  if (!form) return;
  const within = (selector) => [...form.parentElement.querySelectorAll(selector)];
  const items = within(form.dataset.items);
  const groups = within(form.dataset.groups);
  const marks = new Map([...document.querySelectorAll(".strip a")].map((mark) => [mark.href.baseVal.split("#")[1], mark]));
  const controls = [...form.elements].filter((control) => control.name);
  const count = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const forms = JSON.parse(count.dataset.forms);
  const plurals = new Intl.PluralRules(document.documentElement.lang);

  const chosen = () => [...new FormData(form)].filter(([, value]) => value);

  const show = () => {
    const choices = {};
    for (const [name, value] of chosen()) (choices[name] ??= []).push(value);
    const active = Object.entries(choices);
    for (const item of items) {
      item.hidden = !active.every(([name, values]) => {
        const own = (item.dataset[name] ?? "").split(" ");
        return values.some((value) => own.includes(value));
      });
      marks.get(item.id)?.toggleAttribute("data-out", item.hidden);
    }
    const seen = items.filter((item) => !item.hidden);
    for (const group of groups) group.hidden = active.length > 0 && !seen.some((item) => group.contains(item));
    const words = forms[plurals.select(seen.length)] ?? forms.other;
    count.textContent = seen.length
      ? words.replace("{n}", seen.length).replace("{total}", items.length)
      : count.dataset.none;
    form.toggleAttribute("data-active", active.length > 0);
    reset.hidden = !active.length;
  };

  const read = () => {
    const address = new URLSearchParams(location.search);
    for (const control of controls) {
      const values = address.getAll(control.name);
      if (control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = [...control.options].some((option) => option.value === values[0]) ? values[0] : "";
    }
    show();
  };

  const write = () => {
    const address = new URL(location);
    for (const control of controls) address.searchParams.delete(control.name);
    for (const [name, value] of chosen()) address.searchParams.append(name, value);
    history.replaceState(history.state, "", address);
    show();
  };

  /* A link to an entry that the choice hides: the link wins. */
  const reveal = (hash) => {
    const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target || !form.parentElement.contains(target)) return null;
    if (target.closest("[hidden]")) {
      form.reset();
      write();
    }
    return target;
  };

  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    if (!event.isTrusted) return;
    setTimeout(write);
    controls[0].focus();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && !event.defaultPrevented) reveal(link.hash);
  });
  addEventListener("hashchange", () => reveal(location.hash)?.scrollIntoView());
  addEventListener("popstate", read);
  form.hidden = false;
  read();
  if (chosen().length) reveal(location.hash)?.scrollIntoView();
})();
