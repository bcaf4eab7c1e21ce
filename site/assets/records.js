// The annotated text: pointing at a highlight, reaching it with the keyboard or tapping it shows its record in a card,
// made of what the highlight's title says; the kinds hidden in the legend stand in the address (?hide=). Without this
// script a highlight is a plain link with its title, and the legend hides kinds for this visit only.
(() => {
  const text = document.querySelector(".pl-text");
  if (!text) return;
  const make = (tag, values) => Object.assign(document.createElement(tag), values);
  const card = text.appendChild(make("div", { className: "pl-record", id: "record", hidden: true }));
  const address = () => new URL(location.href);
  const highlight = (event) => event.target.closest(".pl-body a[title]");
  let current = null, leaving = 0, touch = false;

  const hide = () => {
    current?.setAttribute("title", current.dataset.title);
    current?.removeAttribute("aria-describedby");
    current = null;
    card.hidden = true;
  };
  const show = (link) => {
    clearTimeout(leaving);
    if (link === current) return;
    hide();
    current = link;
    const [kind, title, ...rest] = (link.dataset.title = link.title).split(" · ");
    link.title = "";  // or the browser shows it, too
    link.setAttribute("aria-describedby", card.id);
    const links = make("p", { className: "pl-record-links" });
    links.append(make("a", { href: link.href, textContent: text.dataset.open }));
    const sentence = link.closest(".s");
    if (sentence) links.append(make("a", { href: `#${sentence.id}`, textContent: text.dataset.sentence }));
    const lines = { "pl-record-kind": kind, "pl-record-title": title, "pl-record-rest": rest.join(" · ") };
    card.replaceChildren(...Object.entries(lines).map(([className, textContent]) => make("p", { className, textContent })), links);
    card.style.setProperty("--k", getComputedStyle(link).getPropertyValue("--k"));
    card.hidden = false;
    const frame = text.getBoundingClientRect(), place = link.getClientRects()[0];
    const above = place.bottom + card.offsetHeight > innerHeight;
    card.style.left = `${Math.max(0, Math.min(place.left - frame.left, frame.width - card.offsetWidth))}px`;
    card.style.top = `${(above ? place.top - card.offsetHeight : place.bottom) - frame.top}px`;
  };

  text.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (highlight(event)) show(highlight(event));
    else if (card.contains(event.target)) clearTimeout(leaving);
  });
  text.addEventListener("pointerout", () => {
    clearTimeout(leaving);
    if (!touch) leaving = setTimeout(hide, 250);
  });
  text.addEventListener("focusin", (event) => highlight(event)?.matches(":focus-visible") && show(highlight(event)));
  text.addEventListener("focusout", (event) => card.contains(event.relatedTarget) || hide());
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("pointerdown", (event) => {
    touch = event.pointerType === "touch";
    if (!card.contains(event.target) && highlight(event) !== current) hide();
  });
  text.addEventListener("click", (event) => {
    if (!touch || !highlight(event) || highlight(event) === current) return;
    event.preventDefault();
    show(highlight(event));
  });

  const boxes = [...text.querySelectorAll(".pl-legend input")];
  const hidden = (address().searchParams.get("hide") ?? "").split(",");
  for (const box of boxes) box.checked = !hidden.includes(box.value);
  text.querySelector(".pl-legend").addEventListener("change", () => {
    const here = address(), off = boxes.filter((box) => !box.checked).map((box) => box.value).join();
    off ? here.searchParams.set("hide", off) : here.searchParams.delete("hide");
    history.replaceState(history.state, "", here.href);
  });
})();
