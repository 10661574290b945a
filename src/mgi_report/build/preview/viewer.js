"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const make = (name, given = {}, ...inner) => {
    const made = Object.assign(document.createElement(name), given);
    made.append(...inner);
    return made;
  };
  const view = at("pages");
  let browser = "";
  const said = {
    working: "Being sketched …",
    sketched: "As it will look; being proved …",
    proved: "Proved",
    refused: "Last good pages; the data or templates must be mended",
    unproved: "As it would look; the proof failed",
    gone: "The preview has ended",
  };
  const state = { pages: [], document: new URLSearchParams(location.search).get("document") || "", zoom: 0, web: "" };
  const sheets = new Map();

  const ask = (path, given) => fetch(path + "?" + new URLSearchParams({ document: state.document, ...given })).then((answer) => answer.json());
  const tell = (path, given) => fetch(path + "?" + new URLSearchParams({ document: state.document, browser, ...given }), { method: "POST" }).then((answer) => answer.json());
  const place = (element, [left, top, width, height]) => Object.assign(element.style, { left: left + "%", top: top + "%", width: width + "%", height: height + "%" });

  let noted;
  const note = (...words) => {
    at("note").replaceChildren(...words);
    clearTimeout(noted);
    noted = setTimeout(() => at("note").replaceChildren(), 4000);
  };

  // What can be seen is drawn, in the pixels of the screen.
  const scaleOf = (page) => Math.max(0.2, Math.round(100 * (page.clientWidth / page.points[0]) * devicePixelRatio) / 100);
  const draw = async (page, mark) => {
    const wanted = page.dataset.print + "@" + scaleOf(page);
    if (page.drawn === wanted || page.drawing === wanted) return;
    page.drawing = wanted;
    const image = new Image();
    image.alt = "Page " + (page.number + 1);
    image.src = `picture/${page.dataset.print}?scale=${scaleOf(page)}`;
    try {
      await image.decode();
    } catch {
      if (page.drawing === wanted) page.drawing = "";
      return;
    }
    if (page.drawing !== wanted) return;
    const old = page.querySelector("img");
    old ? old.replaceWith(image) : page.prepend(image);
    page.drawn = wanted;
    performance.mark("drawn");
    if (mark) show(page, mark);
    links(page);
  };
  const show = async (page, old) => {
    const found = await (await fetch(`changes/${old}/${page.dataset.print}`)).json();
    for (const box of found) {
      const marked = make("div", { className: "changed" });
      place(marked, box);
      page.append(marked);
      setTimeout(() => marked.remove(), 1000);
    }
  };
  const sheetOf = async (print) => {
    if (!sheets.has(print)) sheets.set(print, (await fetch("sheet/" + print)).json());
    return sheets.get(print);
  };
  const links = async (page) => {
    const print = page.dataset.print;
    const sheet = await sheetOf(print);
    if (page.dataset.print !== print) return;
    page.anchors = sheet.anchors;
    page.querySelectorAll("a").forEach((link) => link.remove());
    for (const { box, target } of sheet.links) {
      const out = /^(https?|mailto):/.test(target);
      const link = make("a", { href: out ? target : "#", target: "_blank", rel: "noreferrer", ariaLabel: out ? target : "Within the pages" });
      if (!out) link.onclick = (event) => (event.preventDefault(), follow(target));
      place(link, box);
      page.append(link);
    }
  };
  const follow = async (target) => {
    const number = /^page (\d+)$/.exec(target)?.[1];
    const found = number ? { page: number - 1, top: 0 } : await ask("place", { name: target.replace(/^(leaf:|bind:[^#]*#)/, "") });
    const page = view.children[found.page];
    if (page) view.scrollTop = page.offsetTop - view.offsetTop + (page.clientHeight * found.top) / 100 - 20;
  };

  // A click on a finding tells where it was typed.
  const finding = (page, event) => {
    const box = page.getBoundingClientRect();
    const left = (100 * (event.clientX - box.left)) / box.width;
    const top = (100 * (event.clientY - box.top)) / box.height;
    const above = (page.anchors || []).filter(([name, x, y]) => /^[a-z]{3}-\d{4}-/.test(name) && x <= left + 4 && y <= top + 0.5);
    const column = Math.max(...above.map(([, x]) => x));
    return above.filter(([, x]) => x > column - 2).sort((one, other) => other[2] - one[2])[0];
  };
  view.addEventListener("click", async (event) => {
    const page = event.target.closest(".page");
    if (!page || event.target.closest("a") || at("places").getAttribute("aria-pressed") !== "true") return;
    const found = finding(page, event);
    if (!found) return;
    const origin = await ask("origin", { name: found[0] });
    if (!origin.place) return;
    await navigator.clipboard?.writeText(origin.place).catch(() => {});
    note(origin.href ? make("a", { href: origin.href, textContent: origin.place }) : origin.place, " – copied");
    if (origin.href) location.href = origin.href;
    else if ((await tell("edit", { name: found[0] })).opened) note(origin.place, " – copied, and opened");
  });

  // Pages keep their elements, and so their place; only pictures are exchanged.
  const size = (page) => {
    const [width, height] = page.points;
    const wide = state.zoom ? (width * state.zoom) / 75 : Math.min(view.clientWidth - 24, 1100);
    page.style.width = wide + "px";
    page.style.height = (wide * height) / width + "px";
  };
  const watched = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => {
    target.near = isIntersecting;
    if (isIntersecting) draw(target);
  }), { root: view, rootMargin: "60%" });
  const lay = (pages, marked) => {
    while (view.children.length > pages.length) {
      watched.unobserve(view.lastChild);
      view.lastChild.remove();
    }
    pages.forEach(({ print, width, height }, number) => {
      let page = view.children[number];
      if (!page) {
        page = make("div", { className: "page" });
        view.append(page);
      }
      const old = page.dataset.print;
      page.number = number;
      if (!page.points || page.points[0] !== width || page.points[1] !== height) {
        page.points = [width, height];
        size(page);
      }
      if (old === print) return;
      page.dataset.print = print;
      if (!old) watched.observe(page);
      else if (page.near) draw(page, marked && old);
    });
  };
  const resize = () => {
    const seen = inView();
    const page = view.children[seen];
    const down = page ? (view.scrollTop - page.offsetTop + view.offsetTop) / page.clientHeight : 0;
    [...view.children].forEach(size);
    if (page) view.scrollTop = page.offsetTop - view.offsetTop + down * page.clientHeight;
    [...view.children].filter((page) => page.near).forEach((page) => draw(page));
    at("zoom").value = state.zoom ? Math.round(100 * state.zoom) + " %" : "fit";
  };
  const inView = () => {
    const middle = view.scrollTop + view.clientHeight / 3 + view.offsetTop;
    const found = [...view.children].findIndex((page) => page.offsetTop + page.clientHeight > middle);
    return found < 0 ? 0 : found;
  };
  let seen = 0;
  view.addEventListener("scroll", () => {
    if (inView() !== seen) tell("view", { page: (seen = inView()) });
  }, { passive: true });
  new ResizeObserver(resize).observe(view);

  const problems = (all) => {
    const list = all.map(({ severity, place, message, hint, href }) => {
      const where = place && (href ? make("a", { className: "place", href, textContent: place }) : make("span", { className: "place", textContent: place }));
      const word = make("span", { className: "word", textContent: severity });
      return make("li", { className: severity }, ...(place ? [where, " "] : []), word, ": ", message, ...(hint ? [make("div", { className: "hint", textContent: hint })] : []));
    });
    const section = at("problems");
    const words = JSON.stringify(all);
    if (section.words === words) return;
    section.words = words;
    section.querySelector("ul").replaceChildren(...list);
    section.hidden = !all[0];
    section.className = all.some(({ severity }) => severity === "error") ? "" : "warnings";
  };
  const web = (path) => {
    if (!path || at("web").hidden || state.web === path) return;
    const same = state.web.split("?")[0] === path.split("?")[0];
    const frame = at("web").querySelector("iframe");
    const [x, y] = same ? [frame.contentWindow.scrollX, frame.contentWindow.scrollY] : [0, 0];
    const fresh = make("iframe", { title: "HTML edition", src: "out/" + path });
    state.web = path;
    fresh.style.visibility = "hidden";
    fresh.onload = () => {
      if (fresh !== at("web").lastChild) return;
      fresh.contentWindow.scrollTo(x, y);
      fresh.style.visibility = "";
      at("web").querySelectorAll("iframe").forEach((old) => old !== fresh && old.remove());
    };
    at("web").append(fresh);
  };

  let last = {};
  const follow_ = (news) => {
    const other = last.document !== news.document;
    const marked = !other && news.marked;
    state.document = news.document;
    if (other) {
      lay([]);
      view.scrollTop = 0;
      history.replaceState(null, "", "?" + new URLSearchParams({ document: news.document }));
    }
    const options = news.documents.map(({ key, title, language }) => [key, `${title} (${language})`]);
    if (JSON.stringify(options) !== JSON.stringify(last.options))
      at("documents").replaceChildren(...options.map(([value, textContent]) => make("option", { value, textContent })));
    at("documents").value = news.document;
    document.title = (options.find(([key]) => key === news.document)?.[1] || "Preview") + " – preview";
    document.body.dataset.stage = news.stage;
    at("said").textContent = said[news.stage] + (news.stage === "proved" ? ` in ${news.seconds.toFixed(1)} s` : "");
    lay(news.pages, marked);
    problems(news.problems);
    last = { ...news, options };
    web(news.web);
  };
  let source;
  const listen = () => {
    source?.close();
    browser = crypto.getRandomValues(new Uint32Array(2)).join("-");
    source = new EventSource("events?" + new URLSearchParams({ document: state.document, browser, page: inView() }));
    source.onmessage = ({ data }) => follow_(JSON.parse(data));
    source.onerror = () => {
      document.body.dataset.stage = "gone";
      at("said").textContent = said.gone;
    };
  };
  at("documents").onchange = (event) => {
    state.document = event.target.value;
    listen();
  };
  const zoom = (factor) => {
    const page = view.children[0];
    const now = state.zoom || (page ? (page.clientWidth * 75) / page.points[0] / 100 : 1);
    state.zoom = factor ? Math.min(4, Math.max(0.25, now * factor)) : 0;
    resize();
  };
  const toggle = (button) => button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  const side = () => {
    toggle(at("side"));
    at("web").hidden = at("side").getAttribute("aria-pressed") !== "true";
    state.web = "";
    web(last.web);
    if (!last.web) note("The HTML edition comes with the first proof of the screen edition.");
  };
  document.querySelector("#problems button").onclick = () => (at("problems").hidden = true);
  at("more").onclick = () => zoom(1.2);
  at("less").onclick = () => zoom(1 / 1.2);
  at("fit").onclick = () => zoom(0);
  at("side").onclick = side;
  at("places").onclick = () => toggle(at("places"));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|INPUT)$/.test(event.target.tagName)) return;
    const keys = { "+": () => zoom(1.2), "-": () => zoom(1 / 1.2), 0: () => zoom(0), h: side, l: () => toggle(at("places")) };
    keys[event.key.toLowerCase()]?.();
  });
  listen();
})();
