// Sorting and filtering of long tables. The filter's state is in the address (?f=), so that it can be shared;
// without this script the tables are simply whole and in the order of the documents.
(() => {
  const tables = [...document.querySelectorAll("table[data-filter]")];
  const address = new URL(location.href);
  const make = (tag, values) => Object.assign(document.createElement(tag), values);
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const value = (row, column) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
  const isNumber = (text) => text !== "" && !isNaN(text);
  const compare = (a, b) => (isNumber(a) && isNumber(b) ? a - b : a.localeCompare(b, document.documentElement.lang));

  const sort = (table, head) => {
    const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const rows = [...table.tBodies[0].rows].sort((a, b) => sign * compare(value(a, head.cellIndex), value(b, head.cellIndex)));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
    table.tBodies[0].append(...rows);
  };

  const filter = (table, words) => {
    const rows = [...table.tBodies[0].rows];
    for (const row of rows) row.hidden = !words.every((word) => fold(row.textContent).includes(word));
    table.shown.textContent = `${rows.filter((row) => !row.hidden).length} / ${rows.length} ${table.dataset.rows}`;
  };

  const search = (input) => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    for (const table of tables) filter(table, words);
    input.value ? address.searchParams.set("f", input.value) : address.searchParams.delete("f");
    if (address.href !== location.href) history.replaceState(history.state, "", address.href);
  };

  for (const table of tables) {
    for (const head of table.tHead.rows[0].cells) {
      const button = make("button", { type: "button", textContent: head.textContent, title: table.dataset.sort });
      button.addEventListener("click", () => sort(table, head));
      head.replaceChildren(button);
    }
    table.shown = make("output", { className: "pl-small" });
    table.box = make("p", { className: "pl-filter" });
    table.box.append(table.shown);
    table.closest(".pl-scroll").before(table.box);
  }
  if (tables.length) {
    const { filter: label } = tables[0].dataset;
    const input = make("input", { type: "search", value: address.searchParams.get("f") ?? "", placeholder: label, ariaLabel: label });
    input.addEventListener("input", () => search(input));
    tables[0].box.prepend(input);
    search(input);
  }
})();
