// The results page. Every entry of the site is in one file (pipeline/pages/search.py), loaded by this page alone.
// Texts are compared as whole strings, so a word is found inside another; ?q= and ?kind= keep what is shown.
(() => {
  const box = document.getElementById("search");
  const [input, status, kindsBox, list, more] = ["input", "[role=status]", "[role=group]", "ol", ".pl-search-more"].map((s) => box.querySelector(s));
  const words = box.dataset;
  const LONGEST = 200, SHOWN = 20, BEFORE = 30, EXCERPT = 110;
  // What a match is worth: where it stands, then what it stands in.
  const NAME = 60, ALIAS = 55, START = 40, WITHIN = 30, ALIAS_WITHIN = 25, SAID = 10;
  const KIND = { documents: 25, clusters: 25, agencies: 25, areas: 25, indicators: 15, sections: 12, targets: 10, observations: 9, cluster_changes: 9, sites: 8, measures: 8, pages: 5, focus_areas: 0 };
  const WORD = /[\p{L}\p{N}]+(?:[.,](?=\p{N})[\p{L}\p{N}]+)*/gu; // 1.6万亿元 is one word
  const make = (tag, values) => Object.assign(document.createElement(tag), values);
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const wordsOf = (text) => fold(text).match(WORD) ?? [];
  const key = (text) => wordsOf(text).join(" ");
  const chinese = (text) => /\p{Script=Han}/u.test(text);
  const latin = (character) => /[a-z0-9]/.test(character ?? "");
  const address = new URL(location.href);
  const state = { q: (address.searchParams.get("q") ?? "").slice(0, LONGEST), kind: address.searchParams.get("kind") ?? "", shown: SHOWN };
  let entries = [], kinds = {}, everything = "";

  // Where a word stands in a text: anywhere in Chinese, at the beginning of a word in other scripts.
  const find = (text, word, from = 0) => {
    let at = text.indexOf(word, from);
    while (at > 0 && latin(word[0]) && latin(text[at - 1])) at = text.indexOf(word, at + 1);
    return at;
  };

  const prepare = (entry) => {
    const names = [entry.title, entry.other ?? ""].map(key);
    const aliases = (entry.aliases ?? []).map(key);
    const said = key(`${entry.context ?? ""} ${entry.text ?? ""}`);
    return { ...entry, names, called: aliases, said, all: [...names, ...aliases, said].join("\n"), worth: KIND[entry.kind] ?? 0 };
  };

  const worth = (entry, word) => {
    if (entry.names.includes(word)) return NAME;
    if (entry.called.includes(word)) return ALIAS;
    const at = Math.min(...entry.names.map((name) => find(name, word)).filter((found) => found >= 0));
    if (at < Infinity) return at === 0 ? START : WITHIN;
    if (entry.called.some((alias) => find(alias, word) >= 0)) return ALIAS_WITHIN;
    return find(entry.said, word) >= 0 ? SAID : 0;
  };

  // The longest stretches of a word that stand anywhere: 深圳新能源汽车 is 深圳 and 新能源汽车, "chips" is "chip".
  const pieces = (word) => {
    const found = [];
    const least = latin(word[0]) ? 4 : 2;
    for (let start = 0; start + least <= word.length; ) {
      let end = start + least;
      if (find(everything, word.slice(start, end)) < 0) { if (latin(word[start])) break; start += 1; continue; }
      while (end < word.length && find(everything, word.slice(start, end + 1)) >= 0) end += 1;
      found.push(word.slice(start, end));
      if (latin(word[start])) break;
      start = end;
    }
    return found;
  };

  const length = (terms) => terms.join("").length;
  const rank = (terms, whole, least) => {
    const found = [];
    for (const entry of entries) {
      const matched = terms.filter((term) => find(entry.all, term) >= 0);
      if (matched.length < least) continue;
      const points = terms.length > 1 && find(entry.all, whole) >= 0 ? worth(entry, whole) + SAID : matched.reduce((sum, term) => sum + worth(entry, term), 0) / terms.length;
      found.push({ entry, matched, points: points + entry.worth + 100 * length(matched) / length(terms) });
    }
    return found.sort((a, b) => b.points - a.points || a.entry.title.length - b.entry.title.length);
  };

  // Entries that hold every word; else every piece of them; else, said as such, those that hold most pieces.
  const search = (query) => {
    const terms = [...new Set(wordsOf(query))];
    if (!terms.length) return { found: [], near: false };
    const exact = rank(terms, key(query), terms.length);
    if (exact.length) return { found: exact, near: false };
    const parts = [...new Set(terms.flatMap((term) => (find(everything, term) >= 0 ? [term] : pieces(term))))];
    const close = parts.length ? rank(parts, key(query), parts.length) : [];
    if (close.length) return { found: close, near: length(parts) < length(terms) };
    return { found: parts.length ? rank(parts, key(query), Math.ceil(parts.length / 2)) : [], near: true };
  };

  // The stretches of a text that match, as positions in the text as it is written.
  const stretches = (text, terms) => {
    let folded = "";
    const at = [];
    let position = 0;
    for (const character of text) {
      const plain = fold(character);
      for (let i = 0; i < plain.length; i += 1) at.push(position);
      folded += plain;
      position += character.length;
    }
    const found = [];
    for (const term of terms) {
      for (let i = find(folded, term); i >= 0; i = find(folded, term, i + term.length)) found.push([at[i], at[i + term.length] ?? text.length]);
    }
    return found.sort((a, b) => a[0] - b[0]);
  };

  const marked = (element, text, found) => {
    let last = 0;
    for (const [start, end] of found) {
      if (start < last) continue;
      element.append(text.slice(last, start), make("mark", { textContent: text.slice(start, end) }));
      last = end;
    }
    element.append(text.slice(last));
    element.lang = chinese(text) ? "zh-Hans" : "en";
    return element;
  };

  // Where most of what matches stands together.
  const best = (found) => {
    const near = (from) => found.reduce((sum, [start, end]) => sum + (start >= from && end <= from + EXCERPT - BEFORE ? end - start : 0), 0);
    return found.map(([start]) => start).reduce((chosen, start) => (near(start) > near(chosen) ? start : chosen));
  };

  const excerpt = (text, found) => {
    const from = found.length ? Math.max(0, best(found) - BEFORE) : 0;
    const to = Math.min(text.length, from + (chinese(text) ? EXCERPT : 2 * EXCERPT));
    const inside = found.filter(([start, end]) => start >= from && end <= to).map(([start, end]) => [start - from + (from > 0), end - from + (from > 0)]);
    return marked(make("p", { className: "pl-found-text" }), (from > 0 ? "…" : "") + text.slice(from, to) + (to < text.length ? "…" : ""), inside);
  };

  // A section's match leads to the sentence in which it stands.
  const placeOf = (entry, found) => {
    const begun = found.length ? (entry.sentences ?? []).filter(([position]) => position <= best(found)) : [];
    return words.root + (begun.length ? entry.place.replace(/#.*/, `#${begun.at(-1)[1]}`) : entry.place);
  };

  const show = ({ entry, matched }) => {
    const item = make("li", { className: `k-${kinds[entry.kind].family}` });
    const text = entry.text ?? "";
    const found = stretches(text, matched);
    const link = make("a", { href: placeOf(entry, found) });
    const head = make("p", { className: "pl-found-title" });
    head.append(make("span", { className: "pl-found-kind", textContent: kinds[entry.kind].label }), " ", marked(link, entry.title, stretches(entry.title, matched)));
    item.append(head);
    const aliases = (entry.aliases ?? []).filter((alias) => !entry.title.includes(alias));
    const about = [entry.other, ...aliases, entry.context].filter(Boolean).flatMap((part) => [" · ", marked(make("span"), part, stretches(part, matched))]);
    if (about.length) item.append(make("p", { className: "pl-found-about" }));
    item.lastChild.append(...about.slice(1));
    if (text) item.append(excerpt(text, found));
    return item;
  };

  const chooser = (kind, label, number) => {
    const button = make("button", { type: "button", className: kind ? `k-${kinds[kind].family}` : "k-document", ariaPressed: String(state.kind === kind) });
    button.append(`${label} `, make("span", { className: "pl-count", textContent: number }));
    button.addEventListener("click", () => { Object.assign(state, { kind, shown: SHOWN }); update(); kindsBox.querySelector("[aria-pressed=true]")?.focus(); });
    return button;
  };

  const update = () => {
    for (const name of ["q", "kind"]) state[name] ? address.searchParams.set(name, state[name]) : address.searchParams.delete(name);
    if (address.href !== location.href) history.replaceState(history.state, "", address.href);
    const { found, near } = search(state.q);
    const counts = new Map();
    for (const { entry } of found) counts.set(entry.kind, (counts.get(entry.kind) ?? 0) + 1);
    const chosen = counts.has(state.kind) ? found.filter(({ entry }) => entry.kind === state.kind) : found;
    const say = !wordsOf(state.q).length ? words.empty : !found.length ? words.none : near ? words.near : words.found;
    status.textContent = say.replace("{number}", chosen.length);
    kindsBox.replaceChildren(...(counts.size > 1 ? [chooser("", words.all, found.length), ...[...counts].map(([kind, number]) => chooser(kind, kinds[kind].label, number))] : []));
    list.replaceChildren(...chosen.slice(0, state.shown).map(show));
    more.hidden = chosen.length <= state.shown;
    more.textContent = words.more.replace("{number}", Math.min(SHOWN, chosen.length - state.shown));
  };

  const typed = () => { Object.assign(state, { q: input.value.slice(0, LONGEST), kind: "", shown: SHOWN }); if (entries.length) update(); };
  input.value = state.q;
  input.addEventListener("input", (event) => { if (!event.isComposing) typed(); });
  input.addEventListener("compositionend", typed);
  input.form.addEventListener("submit", (event) => { event.preventDefault(); typed(); });
  more.addEventListener("click", () => { const next = state.shown; state.shown += SHOWN; update(); list.children[next]?.querySelector("a").focus(); });
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...list.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, here + step))].focus();
  });
  if (!state.q) input.focus();
  status.textContent = words.loading;
  fetch(words.entries)
    .then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.json(); })
    .then((read) => { kinds = read.kinds; entries = read.entries.map(prepare); everything = entries.map((entry) => entry.all).join("\n"); update(); })
    .catch(() => { status.textContent = words.failed; });
})();
