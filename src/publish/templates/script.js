// Search, topics and opening; without it the page is whole, only longer to read.
(() => {
  const root = document.documentElement;
  const at = (id) => document.getElementById(id);
  const [query, found, clear, all, nothing] = ["query", "found", "clear", "all", "nothing"].map(at);
  if (!query || !found || !clear || !all || !nothing) return;
  const entries = [...document.querySelectorAll("details.entry")];
  const sections = [...document.querySelectorAll("section.category")];
  const topics = [...document.querySelectorAll("input[name=topic]")];
  // Accents are dropped on both sides, so that a keyboard without them finds words that have them.
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const texts = entries.map((entry) => plain(entry.textContent));
  const tags = entries.map((entry) => entry.dataset.tags.split(" "));
  // So few answers are opened as they are found.
  const FEW = 3;
  let opened = [];

  function show() {
    const words = plain(query.value).split(/\s+/).filter(Boolean);
    const topic = topics.find((one) => one.checked)?.value ?? "";
    const hits = entries.filter((entry, i) => {
      entry.hidden = !words.every((word) => texts[i].includes(word)) || (topic !== "" && !tags[i].includes(topic));
      return !entry.hidden;
    });
    for (const section of sections) {
      const count = section.querySelectorAll("details.entry:not([hidden])").length;
      section.hidden = count === 0;
      const line = document.querySelector(`.toc a[href="#${CSS.escape(section.id)}"]`)?.parentElement;
      line?.classList.toggle("none", count === 0);
      line?.querySelector(".count")?.replaceChildren(String(count));
    }
    for (const entry of opened) entry.open = false;
    opened = words.length > 0 && hits.length <= FEW ? hits.filter((entry) => !entry.open) : [];
    for (const entry of opened) entry.open = true;
    found.textContent = found.dataset.words.replace("{n}", hits.length).replace("{all}", found.dataset.all);
    nothing.hidden = hits.length > 0;
    clear.hidden = words.length === 0 && topic === "";
    named();
  }
  function named() {
    const closed = entries.some((entry) => !entry.hidden && !entry.open);
    all.textContent = closed ? all.dataset.open : all.dataset.close;
  }
  function reset() {
    query.value = "";
    for (const topic of topics) topic.checked = topic.value === "";
    show();
  }
  // An address with the name of an entry or a category shows it, whatever is searched for.
  function arrive() {
    let target = null;
    try { target = at(location.hash.slice(1)) ?? at(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!target?.matches("details.entry, section.category")) return;
    if (target.hidden) reset();
    if (target.matches("details")) target.open = true;
    target.scrollIntoView();
  }

  query.addEventListener("input", show);
  for (const topic of topics) topic.addEventListener("change", show);
  clear.addEventListener("click", () => { reset(); query.focus(); });
  all.addEventListener("click", () => {
    const shown = entries.filter((entry) => !entry.hidden);
    const open = shown.some((entry) => !entry.open);
    opened = [];
    for (const entry of shown) entry.open = open;
    named();
  });
  for (const entry of entries) entry.addEventListener("toggle", named);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input[type=search], textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === "Escape" && typing && query.value !== "") {
      event.preventDefault();
      query.value = "";
      show();
    }
  });
  addEventListener("hashchange", arrive);
  let before = [];
  addEventListener("beforeprint", () => {
    before = entries.filter((entry) => !entry.open);
    for (const entry of before) entry.open = true;
  });
  addEventListener("afterprint", () => { for (const entry of before) entry.open = false; });

  const asked = new URLSearchParams(location.search);
  query.value = asked.get("q") ?? "";
  for (const topic of topics) {
    try { topic.checked = decodeURIComponent(topic.value) === (asked.get("tag") ?? ""); } catch { topic.checked = false; }
  }
  if (topics.length > 0 && !topics.some((topic) => topic.checked)) topics[0].checked = true;
  root.classList.add("js");
  show();
  arrive();
})();
