"use strict";
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const one = (what) => document.querySelector(what);
  const body = document.body.dataset;
  const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const form = one("form");
  const fields = form?.elements;
  const status = one("[role=status]");

  const themes = {};
  let group;
  for (const part of form ? all("[data-theme]") : []) {
    const theme = part.dataset.theme;
    const label = part.parentNode.closest("div, section").querySelector("h2, h3").textContent;
    if (group?.label !== label) fields.theme.append((group = Object.assign(document.createElement("optgroup"), { label })));
    group.append(new Option(part.firstChild.textContent, theme));
    for (const item of all("li[id], a[href]", part)) (themes[item.id || item.hash.slice(1)] ||= []).push(theme);
  }

  const findings = all("li[id]").map((item) => ({
    item,
    words: fold(item.textContent),
    place: item.closest("[data-place]")?.dataset.place,
    theme: themes[item.id],
    domain: item.closest("[data-domain]")?.dataset.domain,
  }));
  const groups = all("[data-domain], [data-theme], [data-theme] div, .list").filter((part) => part.querySelector("li[id]"));

  const show = (item, seen) => item.toggleAttribute("hidden", !seen) && item.setAttribute("hidden", "until-found");

  const filter = () => {
    const asked = Object.fromEntries(new FormData(form));
    const words = fold(asked.q || "").split(/\s+/);
    const on = Object.values(asked).some(Boolean);
    for (const { item, ...has } of findings)
      show(item, words.every((word) => has.words.includes(word)) && ["place", "theme", "domain"].every((name) => !asked[name] || has[name]?.includes(asked[name])));
    for (const part of groups) show(part, !on || part.querySelector("li[id]:not([hidden])"));
    all("[data-all]").forEach((item) => (item.hidden = !on));
    status.textContent = on ? (one("li[id]:not([hidden])") ? body.some : body.nothing) : "";
    const state = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    history.replaceState(null, "", (String(state) ? "?" + state : location.pathname) + location.hash);
  };

  const clear = () => {
    all("select, input", form).forEach((field) => (field.value = ""));
    filter();
  };

  const copy = async (button, words) => {
    try {
      await navigator.clipboard.writeText(words);
      status.textContent = body.copied;
    } catch {
      prompt(button.textContent, words);
    }
  };

  const tools = one("#tools")?.content;
  for (const { item, place } of tools ? findings : []) {
    const row = tools.cloneNode(true);
    const named = (words) => words.replace("{reference}", item.id.toUpperCase());
    const address = (one("[rel=canonical]") || location).href.split(/[?#]/)[0] + "#" + item.id;
    for (const button of all("button", row)) {
      button.ariaLabel = named(button.ariaLabel);
      button.onclick = () => copy(button, button.name === "link" ? address : named(body.citation).replace("{citation}", one("#cite-" + place).textContent) + " " + address);
    }
    item.append(" ", row);
  }

  for (const link of all("a[data-keep]"))
    link.onclick = () => {
      link.search = location.search;
      link.hash = link.hash || (link.dataset.keep && location.hash);
    };
  if (!form) return;
  form.hidden = false;
  const state = new URLSearchParams(location.search);
  for (const [name, value] of state) if (fields[name]) fields[name].value = value;
  form.oninput = filter;
  form.onsubmit = () => false;
  all("[data-all]").forEach((button) => (button.onclick = clear));
  document.addEventListener("beforematch", clear);
  if (String(state)) filter();
  for (const door of all("a[data-door]"))
    door.onclick = () => {
      clear();
      fields.domain.value = door.dataset.door;
      filter();
    };
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.closest("[hidden]")) clear();
  target?.scrollIntoView();
})();
