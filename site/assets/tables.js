// Sorting and filtering of long tables; without this script they are simply whole and in their written order.
// All of a page's tables listen to one text filter (?f=) and to one choice a name: a column whose head says
// data-choose="document" gives ?document=. A cell's values are its elements with data-c, or else its text.
// The order is ?s=<table>.<column>, negative for descending. All of it is in the address, to be kept and shared.
(() => {
  const tables = [...document.querySelectorAll("table[data-filter]")];
  if (!tables.length) return;
  const address = new URL(location.href);
  const make = (tag, values) => Object.assign(document.createElement(tag), values);
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const heads = (table) => [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  const rowsOf = (table) => [...table.tBodies[0].rows];
  const value = (row, column) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
  const isNumber = (text) => text !== "" && !isNaN(text);
  const compare = (a, b) => (isNumber(a) && isNumber(b) ? a - b : a.localeCompare(b, document.documentElement.lang));
  const keep = (name, text) => {
    text ? address.searchParams.set(name, text) : address.searchParams.delete(name);
    if (address.href !== location.href) history.replaceState(history.state, "", address.href);
  };

  const sort = (table, column, sign) => {
    const rows = rowsOf(table).sort((a, b) => sign * compare(value(a, column), value(b, column)));
    heads(table).forEach((head, at) =>
      at === column ? head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending") : head.removeAttribute("aria-sort"));
    table.tBodies[0].append(...rows);
  };

  const choices = (row, name) => {
    const column = heads(row.closest("table")).findIndex((head) => head.dataset.choose === name);
    const cell = row.cells[column];
    const parts = cell ? [...cell.querySelectorAll("[data-c]")] : [];
    const values = parts.map((part) => [part.dataset.c, part.textContent.trim()]);
    return values.length || !cell ? values : [[cell.textContent.trim(), cell.textContent.trim()]];
  };

  const apply = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    for (const table of tables) {
      const chosen = selects.filter((select) => select.value && heads(table).some((head) => head.dataset.choose === select.name));
      const fits = (row) => words.every((word) => fold(row.textContent).includes(word))
        && chosen.every((select) => choices(row, select.name).some(([key]) => key === select.value));
      for (const row of rowsOf(table)) row.hidden = !fits(row);
      table.shown.textContent = `${rowsOf(table).filter((row) => !row.hidden).length} / ${rowsOf(table).length} ${table.dataset.rows}`;
    }
  };

  const choose = (head) => {
    const { choose: name } = head.dataset;
    const options = new Map(tables.flatMap((table) => rowsOf(table).flatMap((row) => choices(row, name))).filter(([key]) => key));
    const select = make("select", { name, ariaLabel: head.textContent });
    select.append(new Option(head.textContent, ""), ...[...options].map(([key, text]) => new Option(text, key)));
    select.value = options.has(address.searchParams.get(name)) ? address.searchParams.get(name) : "";
    return select;
  };

  const { filter: label } = tables[0].dataset;
  const input = make("input", { type: "search", value: address.searchParams.get("f") ?? "", placeholder: label, ariaLabel: label });
  const choosing = tables.flatMap(heads).filter((head) => head.dataset.choose);
  const selects = choosing.filter((head, at) => choosing.findIndex(({ dataset }) => dataset.choose === head.dataset.choose) === at).map(choose);
  for (const control of [input, ...selects])
    control.addEventListener("input", () => { keep(control === input ? "f" : control.name, control.value); apply(); });
  tables.forEach((table, number) => {
    heads(table).forEach((head, column) => {
      const button = make("button", { type: "button", textContent: head.textContent, title: table.dataset.sort });
      button.addEventListener("click", () => {
        const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        sort(table, column, sign);
        keep("s", `${number + 1}.${sign * (column + 1)}`);
      });
      head.replaceChildren(button);
    });
    table.shown = make("output", { className: "pl-small" });
    const box = make("p", { className: "pl-filter" });
    box.append(...(number ? [] : [input, ...selects]), table.shown);
    table.closest(".pl-scroll").before(box);
  });
  const [number, column] = (address.searchParams.get("s") ?? "").split(".").map(Number);
  const sorted = tables[number - 1];
  if (sorted && heads(sorted)[Math.abs(column) - 1]) sort(sorted, Math.abs(column) - 1, Math.sign(column));
  apply();
})();
