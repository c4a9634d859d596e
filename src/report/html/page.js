"use strict";
// The rows stand in the page; this filters them, takes rulings and saves them. Texts go in as text, never as markup.
(() => {
  const root = document.documentElement;
  const by = (id) => document.getElementById(id);
  const list = by("list");
  const rows = [...list.querySelectorAll(".row")];
  const source = by("docket");
  const docket = source.textContent;
  const seal = source.dataset.seal;
  root.classList.add("js");

  const make = (name, properties, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };
  const words = (count, one, many) => `${count} ${count === 1 ? one : many}`;

  // Filter and order.

  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) {
      // What a person wrote into a ruling is not searched: the text of a row stays the same.
      const parts = [...row.children].filter((part) => !part.classList.contains("ruling"));
      texts.set(row, parts.map((part) => part.textContent).join(" ").toLowerCase());
    }
    return texts.get(row);
  };

  const filter = () => {
    const sorts = new Set([...document.querySelectorAll("input[name=sort]:checked")].map((box) => box.value));
    const section = by("section").value;
    const reason = by("reason").value;
    const undecided = by("undecided").checked && root.classList.contains("on");
    const wanted = by("text").value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    const passes = (row) => {
      const data = row.dataset;
      return sorts.has(data.sort)
        && (section === "" || data.section === section)
        && (reason === "" || data.reasons.split(" ").includes(reason))
        && !(undecided && (!("due" in data) || decided(data.key)))
        && (wanted.length === 0 || wanted.every((word) => textOf(row).includes(word)));
    };
    // First all reading, then all writing: the page is laid out once.
    const passing = rows.map(passes);
    rows.forEach((row, at) => {
      if (row.hidden === passing[at]) row.hidden = !passing[at];
      count += passing[at] ? 1 : 0;
    });
    by("shown").textContent = count === rows.length ? words(count, "row", "rows") : `${count} of ${rows.length} rows`;
  };

  const order = () => {
    const rank = { suggested: 0, open: 1, filled: 2, other: 3 };
    const number = (row) => Number(row.dataset.number);
    const sure = (row) => (row.dataset.sort === "suggested" ? Number(row.dataset.percent) : 0);
    const work = (a, b) => rank[a.dataset.sort] - rank[b.dataset.sort] || sure(a) - sure(b) || number(a) - number(b);
    rows.sort(by("order").value === "work" ? work : (a, b) => number(a) - number(b));
    list.append(...rows);
  };

  // Typing is waited for, so that a long list is not gone through at every letter.
  const PAUSE = 120;
  let waiting = 0;
  by("filter").addEventListener("submit", (event) => event.preventDefault());
  by("filter").addEventListener("change", filter);
  by("text").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, PAUSE);
  });
  by("order").addEventListener("change", order);

  // Rulings: what a person decided, by the key of a row.

  const RULINGS = ["accept", "use 2nd", "use 3rd", "edit", "wrong match", "leave blank"];
  const rulings = new Map();
  const controls = new Map();
  const docketed = new Map();
  let unsaved = false;

  // An edit that gives nothing is none, and an edit of a list cell needs a choice, its own or the proposed one.
  const decided = (key) => {
    const ruled = rulings.get(key);
    if (ruled === undefined || ruled.ruling !== "edit") return ruled !== undefined;
    const { target, proposed } = docketed.get(key);
    if (target.choices !== null && ruled.choice === "" && !(proposed && proposed.choice)) return false;
    return ruled.choice !== "" || ruled.answer.trim() !== "";
  };

  // Why a ruling is not open to a row; nothing where it is.
  const hindrance = (row, ruling) => {
    const writable = (proposal, missing) => {
      if (!proposal) return missing;
      return proposal.refused || (proposal.writes.length === 0 ? "nothing of it can be written" : "");
    };
    switch (ruling) {
      case "accept": return row.target.closed || writable(row.proposed, "nothing is proposed");
      case "use 2nd": return row.target.closed || writable(row.others[0], "there is no second");
      case "use 3rd": return row.target.closed || writable(row.others[1], "there is no third");
      case "edit": return row.target.closed || "";
      case "wrong match": return row.proposed ? "" : "nothing is proposed";
      default: return "";
    }
  };

  const touch = () => {
    unsaved = true;
    count();
  };

  const count = () => {
    const due = rows.filter((row) => "due" in row.dataset);
    const done = due.filter((row) => decided(row.dataset.key)).length;
    const more = [...rulings.keys()].filter((key) => decided(key) && !("due" in by(`row-${key}`).dataset)).length;
    by("done").max = Math.max(due.length, 1);
    by("done").value = done;
    by("count").textContent = `${done} of ${words(due.length, "suggestion", "suggestions")} decided`
      + (more > 0 ? `, and ${words(more, "other row", "other rows")}` : "");
  };

  const say = (text, bad) => {
    by("message").textContent = text;
    by("message").classList.toggle("bad", Boolean(bad));
  };

  const show = (key) => {
    const ruled = rulings.get(key);
    const control = controls.get(key);
    for (const radio of control.radios) radio.checked = ruled !== undefined && radio.value === ruled.ruling;
    control.clear.hidden = ruled === undefined;
    by(`row-${key}`).classList.toggle("decided", decided(key));
    const editing = ruled !== undefined && ruled.ruling === "edit";
    if (editing && control.edit === undefined) buildEdit(key);
    if (control.edit) {
      control.edit.box.hidden = !editing;
      if (editing) {
        if (control.edit.choice) control.edit.choice.value = ruled.choice;
        if (control.edit.answer) control.edit.answer.value = ruled.answer;
      }
    }
  };

  const rule = (key, ruling) => {
    const row = docketed.get(key);
    const proposed = row.proposed || { choice: null, text: "" };
    const editing = ruling === "edit";
    const choices = row.target.choices;
    rulings.set(key, {
      ruling,
      choice: editing && choices && proposed.choice !== null ? proposed.choice : "",
      answer: editing && takesText(row) ? proposed.text : "",
    });
    show(key);
    touch();
  };

  // A list cell takes no text; it goes into the cell of the explanation, where the form has one.
  const takesText = (row) => row.target.choices === null || row.target.comment !== null;

  const buildEdit = (key) => {
    const row = docketed.get(key);
    const edit = { box: make("div", { className: "edit" }) };
    const place = `${row.sheet === "" ? "" : `${row.sheet}!`}${row.cell}`;
    const change = (name) => (event) => {
      rulings.get(key)[name] = event.target.value;
      by(`row-${key}`).classList.toggle("decided", decided(key));
      touch();
    };
    if (row.target.choices !== null) {
      edit.choice = make("select", {}, make("option", { value: "", textContent: row.proposed && row.proposed.choice ? "as proposed" : "choose …" }));
      for (const choice of row.target.choices) {
        edit.choice.append(make("option", { value: choice.text, textContent: choice.text }));
      }
      edit.choice.addEventListener("change", change("choice"));
      edit.box.append(make("label", {}, `Choice for ${place}`, edit.choice));
    }
    if (takesText(row)) {
      edit.answer = make("textarea", { rows: 4, spellcheck: true });
      if (row.language !== "other") edit.answer.lang = row.language;
      edit.answer.addEventListener("input", change("answer"));
      edit.box.append(make("label", {}, `Answer for ${place}`, edit.answer));
    } else {
      edit.box.append(make("p", { className: "why-not", textContent: "The form has no cell for a text here." }));
    }
    const bare = row.target.choices !== null && !(row.proposed && row.proposed.choice);
    const told = bare ? "No choice is proposed: choose one." : row.proposed ? "What is left empty stays as proposed." : "Nothing is proposed: say what is to be sent.";
    edit.box.append(make("p", { className: "why-not", textContent: told }));
    const control = controls.get(key);
    control.edit = edit;
    control.box.append(edit.box);
  };

  const build = (key, row) => {
    const legend = make("legend", { textContent: "Ruling" }, make("span", { className: "away", textContent: ` for ${row.sheet} ${row.cell}` }));
    const set = make("fieldset", {}, legend);
    const box = make("div", { className: "ruling" }, set);
    const reasons = new Map();
    const radios = RULINGS.map((ruling) => {
      const why = hindrance(row, ruling);
      const radio = make("input", { type: "radio", name: `ruling-${key}`, value: ruling, disabled: why !== "" });
      radio.addEventListener("change", () => rule(key, ruling));
      set.append(make("label", { className: why === "" ? "box" : "box off" }, radio, ` ${ruling}`));
      if (why !== "") {
        reasons.set(why, [...(reasons.get(why) || []), ruling]);
        radio.setAttribute("aria-describedby", `not-${key}`);
      }
      return radio;
    });
    const clear = make("button", { type: "button", textContent: "clear", hidden: true });
    clear.append(make("span", { className: "away", textContent: ` the ruling for ${row.cell}` }));
    clear.addEventListener("click", () => {
      rulings.delete(key);
      show(key);
      touch();
      radios.find((radio) => !radio.disabled).focus();
    });
    set.append(clear);
    if (reasons.size > 0) {
      const told = [...reasons].map(([why, ruled]) => `${ruled.join(", ")}: ${why}`).join(". ");
      box.append(make("p", { className: "why-not", id: `not-${key}`, textContent: `Not possible: ${told}.` }));
    }
    controls.set(key, { radios, clear, box, edit: undefined });
    return box;
  };

  const begin = () => {
    if (docketed.size === 0) {
      for (const line of docket.split("\n").slice(1)) {
        const row = JSON.parse(line);
        docketed.set(row.key, row);
      }
      for (const [key, row] of docketed) {
        // What was answered before is never overwritten; there is nothing to rule on.
        if (!row.answered) by(`row-${key}`).append(build(key, row));
      }
    }
    root.classList.add("on");
    by("decide").setAttribute("aria-pressed", "true");
    count();
    filter();
  };

  by("decide").addEventListener("click", () => {
    if (root.classList.contains("on")) {
      root.classList.remove("on");
      by("decide").setAttribute("aria-pressed", "false");
      filter();
    } else {
      begin();
    }
  });

  by("save").addEventListener("click", () => {
    const saved = [...docketed.keys()].filter((key) => decided(key)).map((key) => {
      const { ruling, choice, answer } = rulings.get(key);
      const some = (text) => (text.trim() === "" ? null : text);
      const own = { choice: some(choice), answer: some(answer) };
      const { proposed, target } = docketed.get(key);
      if (ruling === "edit" && target.choices !== null && proposed) {
        // An edit begins as what is proposed; what was left so is no edit, and apply says that it goes along. An edit
        // that changes nothing keeps its choice, since it has to say something.
        if (own.answer === proposed.text) own.answer = null;
        if (own.choice === proposed.choice && own.answer !== null) own.choice = null;
        if (own.choice === null && own.answer === null) own.choice = proposed.choice;
      }
      return { key, ruling, ...own };
    });
    const empty = [...rulings.keys()].filter((key) => !decided(key)).length;
    const text = JSON.stringify({ rulings: 1, docket, seal, rows: saved }, null, 1);
    const address = URL.createObjectURL(new Blob([`${text}\n`], { type: "application/json" }));
    const link = make("a", { href: address, download: source.dataset.name });
    document.body.append(link);
    link.click();
    link.remove();
    // The browser reads the bytes after this returns.
    const LATER = 60000;
    setTimeout(() => URL.revokeObjectURL(address), LATER);
    unsaved = false;
    say(`${words(saved.length, "ruling", "rulings")} saved as ${source.dataset.name}`
      + (empty > 0 ? `; not among them ${words(empty, "edit", "edits")} without choice or text` : ""), empty > 0);
  });

  // Takes rulings over; an error is told and changes nothing.
  const take = (text) => {
    const file = JSON.parse(text);
    if (file === null || typeof file !== "object") throw new Error("it is no file of rulings");
    if (file.rulings !== 1 || !Array.isArray(file.rows)) throw new Error("it is no file of rulings");
    if (file.seal !== seal) throw new Error("its rulings are of another form or another run");
    const isText = (value) => value === undefined || value === null || typeof value === "string";
    const whole = (row) => row !== null && typeof row === "object" && typeof row.key === "string" && isText(row.choice) && isText(row.answer);
    if (!file.rows.every(whole)) throw new Error("a row of it is none of a file of rulings");
    begin();
    let strange = 0;
    for (const { key, ruling, choice, answer } of file.rows) {
      const row = docketed.get(key);
      if (row === undefined || row.answered || !RULINGS.includes(ruling) || hindrance(row, ruling) !== "") {
        strange += 1;
        continue;
      }
      rulings.set(key, { ruling, choice: choice || "", answer: answer || "" });
      show(key);
    }
    count();
    filter();
    return [file.rows.length - strange, strange];
  };

  by("load").addEventListener("click", () => by("file").click());
  by("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file === undefined) return;
    try {
      const [taken, strange] = take(await file.text());
      say(`${words(taken, "ruling", "rulings")} loaded from ${file.name}`
        + (strange > 0 ? `; ${words(strange, "ruling does", "rulings do")} not fit these rows` : ""), strange > 0);
    } catch (error) {
      const why = error instanceof SyntaxError ? "it is no file of rulings" : error.message;
      say(`${file.name} was not loaded: ${why}`, true);
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  // Paper has no triangle to click.
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details:not([open])")) {
      part.open = true;
      part.dataset.closed = "";
    }
  });
  window.addEventListener("afterprint", () => {
    for (const part of document.querySelectorAll("details[data-closed]")) {
      part.open = false;
      delete part.dataset.closed;
    }
  });
})();
