/* The search page: asks the index that Pagefind made at build time. The question lives in the address. */
(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const { q: words, kind, status } = form.elements;
  const list = document.querySelector(".results");
  const more = document.querySelector(".results__more");
  const outcome = form.querySelector("[role=status]");
  const forms = JSON.parse(outcome.dataset.forms);
  const template = document.getElementById("result").content;
  const { lang } = document.documentElement;
  const plurals = new Intl.PluralRules(lang);
  const home = new URL(form.dataset.index, location);
  let index, facets, timer, found;
  let turn = 0;

  const about = ({ id }) => (facets[id] ?? "").split(" ");

  /* The index knows no end of a word but a space: a joiner tells those that were none, or were narrow. */
  const written = (text) => text.replaceAll("\u2019\u2060 ", "\u2019").replaceAll("\u2060 ", "\u202f");
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /* A text in pieces: words at even places, the spaces between them at odd ones. */
  const pieces = ({ raw_content: text }) => text.split(/(\s+)/);
  const places = ({ locations }) => new Set(locations.map((place) => place * 2));

  /* Some words around those found, with the spaces as they were written. */
  const excerpt = (data) => {
    const all = pieces(data);
    const found = places(data);
    const from = Math.max(0, Math.min(...found, all.length) - 16);
    const shown = all.slice(from, from + 56).map((piece, at) => {
      if (!found.has(from + at)) return [piece];
      const [, before, word, after] = piece.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u);
      const mark = document.createElement("mark");
      mark.textContent = word;
      return [before, mark, after];
    });
    const text = document.createElement("p");
    text.append(from ? "… " : "", ...shown.flat(), from + 56 < all.length ? " …" : "");
    text.normalize();
    for (const node of text.childNodes) node.textContent = written(node.textContent);
    return [...text.childNodes];
  };

  /* For a word that is nowhere, Pagefind finds its first letters instead, down to a single one: not for us. */
  const fits = (data, question) => {
    const all = pieces(data);
    const found = folded([data.meta.title, ...[...places(data)].map((place) => all[place])].join(" "));
    const known = found.split(/[^\p{L}\p{N}]+/u);
    return folded(question)
      .split(/[^\p{L}\p{N}]+/u)
      .every((word) => known.some((other) => other.startsWith(word.slice(0, Math.min(4, word.length - 1)))));
  };

  const entry = ({ result, data }) => {
    const [itsKind, itsStatus] = about(result);
    const item = template.cloneNode(true);
    const link = item.querySelector("a");
    link.href = data.url;
    link.textContent = written(data.meta.title);
    if (data.meta.correct) {
      const correct = item.querySelector(".result__correct");
      correct.append(written(data.meta.correct));
      correct.hidden = false;
      const struck = document.createElement("s");
      link.replaceWith(struck);
      struck.append(link);
    }
    if (data.meta.lang) link.lang = data.meta.lang;
    const head = item.querySelector(".result__kind");
    head.append([...kind.options].find(({ value }) => value === itsKind)?.text ?? "");
    if (itsStatus) head.append(" ", document.getElementById(`badge-${itsStatus}`).content.cloneNode(true));
    item.querySelector(".result__text").append(...excerpt(data));
    return item;
  };

  const ten = () => Promise.all(found.splice(0, 10).map(async (result) => ({ result, data: await result.data() })));

  const show = (some) => {
    list.append(...some.map(entry));
    list.hidden = !list.childElementCount;
    more.hidden = !found.length;
  };

  const run = async () => {
    const mine = ++turn;
    const address = new URL(location);
    for (const { name, value } of [words, kind, status]) {
      if (value.trim()) address.searchParams.set(name, value.trim());
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
    /* What stands before or after an apostrophe, as in *l’armée* and *Kim’s*, is no word to look for. */
    const question = words.value.replace(/(?<!\p{L})\p{L}{1,2}['’]|['’]\p{L}(?!\p{L})|['’]/gu, " ").trim();
    const { results } = question ? await index.search(question) : { results: [] };
    if (mine !== turn) return;
    found = results.filter((result) => {
      const [itsKind, itsStatus] = about(result);
      return (!kind.value || itsKind === kind.value) && (!status.value || itsStatus === status.value);
    });
    let count = found.length;
    let some = await ten();
    if (mine !== turn) return;
    if (!some.some(({ data }) => fits(data, question))) [some, found, count] = [[], [], 0];
    const said = forms[plurals.select(count)] ?? forms.other;
    outcome.textContent = !question ? "" : count ? said.replace("{n}", count) : outcome.dataset.none;
    list.replaceChildren();
    show(some);
  };

  const read = () => {
    const address = new URLSearchParams(location.search);
    for (const control of [words, kind, status]) {
      control.value = address.get(control.name) ?? "";
      if (control.selectedIndex < 0) control.value = "";
    }
    return run();
  };

  const start = async () => {
    index = await import(new URL("pagefind.js", home));
    const answer = fetch(new URL(`facets.${lang}.json`, home));
    await index.init();
    facets = await (await answer).json();
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      run();
    });
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(run, 250);
    });
    more.addEventListener("click", async () => {
      const last = list.lastElementChild;
      show(await ten());
      last.nextElementSibling?.querySelector("a").focus();
    });
    addEventListener("popstate", read);
    await read();
  };

  start().catch(() => form.remove());
})();
