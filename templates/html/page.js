"use strict";
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const body = document.body.dataset;
  const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const form = document.querySelector("form");
  const findings = all(".findings > li").map((item) => ({
    item,
    words: fold(item.textContent),
    place: item.closest("[data-place]")?.dataset.place,
    theme: [item.dataset.theme, item.parentNode.closest("[data-theme]")?.dataset.theme].join(" ").split(" "),
    domain: item.closest("[data-domain]")?.dataset.domain,
  }));
  const groups = all(".domain, .theme, .row, .row > div, .list").filter((group) => group.querySelector(".findings"));
  const status = document.querySelector("[role=status]");

  const show = (item, seen) => (seen ? item.removeAttribute("hidden") : item.setAttribute("hidden", "until-found"));

  const filter = () => {
    const asked = Object.fromEntries(new FormData(form));
    const words = fold(asked.q || "").split(/\s+/);
    const on = Object.values(asked).some(Boolean);
    for (const { item, ...has } of findings)
      show(item, words.every((word) => has.words.includes(word)) && ["place", "theme", "domain"].every((name) => !asked[name] || [has[name]].flat().includes(asked[name])));
    for (const group of groups) show(group, !on || group.querySelector(".findings > li:not([hidden])"));
    all("[data-all]").forEach((item) => (item.hidden = !on));
    status.textContent = on && !findings.some(({ item }) => !item.hasAttribute("hidden")) ? body.nothing : on ? body.some : "";
    const state = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    history.replaceState(null, "", (String(state) ? "?" + state : location.pathname) + location.hash);
  };

  const clear = () => {
    form.reset();
    all("select, input", form).forEach((field) => (field.value = ""));
    filter();
  };

  const copy = async (button, words) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      prompt(button.textContent, words);
      return;
    }
    status.textContent = body.copied;
  };

  const address = (id) => (document.querySelector("link[rel=canonical]")?.href || location.href.split(/[?#]/)[0]) + "#" + id;

  const tools = document.querySelector("#tools")?.content;
  for (const { item, place } of tools ? findings : []) {
    const row = tools.cloneNode(true);
    for (const button of all("button", row)) {
      button.setAttribute("aria-label", button.ariaLabel.replace("{reference}", item.id.toUpperCase()));
      const cite = document.getElementById("cite-" + place)?.textContent.trim();
      button.onclick = () =>
        copy(button, button.name === "link" ? address(item.id) : body.citation.replace("{citation}", cite).replace("{reference}", item.id.toUpperCase()) + " " + address(item.id));
    }
    item.append(" ", row);
  }

  all("[data-script]").forEach((item) => (item.hidden = false));
  all("a[data-keep]").forEach((link) =>
    link.addEventListener("click", () => {
      link.search = location.search;
      link.hash = link.hash || (link.dataset.keep && location.hash);
    }),
  );
  if (!form) return;
  const state = new URLSearchParams(location.search);
  for (const [name, value] of state) if (form.elements[name]) form.elements[name].value = value;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  all("[data-all]").forEach((button) => button.addEventListener("click", clear));
  document.addEventListener("beforematch", clear);
  if (String(state)) filter();
  for (const door of all("a[data-door]"))
    door.addEventListener("click", () => {
      clear();
      form.elements.domain.value = door.dataset.door;
      filter();
    });
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.closest("[hidden]")) clear();
  target?.scrollIntoView();
})();
