// Finds rows of the score table, opens the leaf that a link names, and opens everything for
// paper. The page is complete without it. It only hides, shows and opens what is there.
(() => {
  "use strict";
  const by = (id) => document.getElementById(id);
  const form = by("score-filter");
  const rows = [...document.querySelectorAll("#score-table tbody tr")];
  const leaves = rows.filter((row) => row.classList.contains("leaf"));
  const details = [...document.querySelectorAll("details")];
  const above = (row) => by(row.dataset.parent);

  // Without diacritics and capitals: "ke hoach" finds "Kế hoạch".
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");

  // A leaf is found by its own text and by the names of what it stands under.
  const texts = new Map(leaves.map((leaf) => {
    let text = leaf.textContent;
    for (let row = above(leaf); row; row = above(row)) {
      text += " " + row.cells[0].textContent;
    }
    return [leaf, fold(text)];
  }));

  const value = (id) => by(id)?.value ?? "";

  const apply = () => {
    const words = fold(value("filter-words")).split(/\s+/).filter(Boolean);
    const owner = value("filter-owner");
    const field = value("filter-field");
    const lost = by("filter-lost").checked;
    const shown = leaves.filter((leaf) =>
      (owner === "" || leaf.dataset.owner === owner) &&
      (field === "" || leaf.dataset.field === field) &&
      (!lost || "lost" in leaf.dataset) &&
      words.every((word) => texts.get(leaf).includes(word)));
    const visible = new Set(shown);
    for (const leaf of shown) {
      for (let row = above(leaf); row; row = above(row)) visible.add(row);
    }
    for (const row of rows) row.hidden = !visible.has(row);
    const count = by("filter-count");
    count.textContent = count.dataset.words
      .replace("{shown}", shown.length).replace("{all}", leaves.length);
  };

  // The node that the address names comes to sight, its details opened.
  const follow = () => {
    let row = null;
    try {
      row = by(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    if (!rows.includes(row)) return;
    if (row.hidden) {
      form.reset();
      apply();
    }
    for (const one of row.querySelectorAll("details")) one.open = true;
    row.scrollIntoView({ block: "start" });
  };

  const openAll = (open) => {
    for (const leaf of leaves) {
      for (const one of leaf.querySelectorAll("details")) one.open = open;
    }
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  by("filter-open").addEventListener("click", () => openAll(true));
  by("filter-close").addEventListener("click", () => openAll(false));
  addEventListener("hashchange", follow);
  // The same link once more changes no address.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.('a[href^="#"]')) setTimeout(follow);
  });

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = details.filter((one) => !one.open);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });

  form.hidden = false;
  apply();
  follow();
})();
