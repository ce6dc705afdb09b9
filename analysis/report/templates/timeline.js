"use strict";
(() => {
  const all = JSON.parse(document.getElementById("events").textContent);
  const sure = ["certain", "probable", "possible"];
  const list = document.getElementById("list"), form = document.getElementById("filter");
  const count = document.getElementById("count"), more = document.getElementById("more");
  const step = 100;
  let found = [], shown = 0;

  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  for (const event of all) {
    event.sources = [...new Set([...event.asserted, ...event.alleged, ...event.denied])];
    event.words = fold([event.what, event.item || "", event.date, event.stage, ...event.parties, ...event.sources].join(" "));
    event.dyads = [];
    const parties = [...event.parties].sort();
    parties.forEach((a, i) => parties.slice(i + 1).forEach(b => event.dyads.push(`${a} – ${b}`)));
  }
  const fill = (id, values) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    for (const [value, n] of sorted) form.elements[id].add(new Option(`${value} (${n})`, value));
  };
  fill("actor", all.flatMap(event => event.parties));
  fill("dyad", all.flatMap(event => event.dyads));
  fill("source", all.flatMap(event => event.sources));

  const make = (tag, text, attributes) => {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
    return node;
  };
  const row = event => {
    const item = make("li", "", {id: event.id, "class": `event ${event.certainty}`});
    item.append(make("p", event.date, {"class": "when"}));
    const box = make("div", "", {"class": "what"});
    box.append(make("h3", event.what + (event.item ? `: ${event.item}` : "")));
    const basis = [`${event.stage}, ${event.certainty}`];
    if (event.asserted.length) basis.push(`stated by ${event.asserted.join(", ")}`);
    if (event.alleged.length) basis.push(`alleged or believed by ${event.alleged.join(", ")}`);
    if (event.denied.length) basis.push(`denied by ${event.denied.join(", ")}`);
    basis.push(event.documents === 1 ? "1 document" : `${event.documents} documents, ${event.independent} independent`);
    basis.push(event.corroborated ? "corroborated by independent sources" : "not corroborated");
    box.append(make("p", basis.join(" · "), {"class": "basis"}));
    const links = make("p", "", {"class": "evidence"});
    event.records.forEach(([id, address], i) => links.append(make("a", `evidence ${i + 1}`, {href: address}), " "));
    const cite = make("details");
    cite.append(make("summary", "Cite"), make("p", event.citation));
    box.append(links, cite);
    item.append(box);
    return item;
  };
  const grow = () => {
    const next = document.createDocumentFragment();
    for (const event of found.slice(shown, shown + step)) next.append(row(event));
    shown = Math.min(found.length, shown + step);
    list.append(next);
    more.hidden = shown >= found.length;
    more.textContent = `Show ${Math.min(step, found.length - shown)} more`;
  };
  const apply = () => {
    const value = name => form.elements[name].value;
    const words = fold(value("search")).split(/\s+/).filter(Boolean);
    const least = sure.indexOf(value("certainty"));
    found = all.filter(event =>
      (!value("actor") || event.parties.includes(value("actor"))) &&
      (!value("dyad") || event.dyads.includes(value("dyad"))) &&
      (!value("area") || event.area === value("area")) &&
      (!value("source") || event.sources.includes(value("source"))) &&
      (least < 0 || sure.indexOf(event.certainty) <= least) &&
      (!value("since") || (event.end && event.end >= value("since"))) &&
      (!value("until") || (event.start && event.start <= value("until"))) &&
      words.every(word => event.words.includes(word)));
    list.replaceChildren();
    shown = 0;
    grow();
    count.textContent = found.length ? `${found.length} of ${all.length} events` : "No event fits this selection.";
    const set = [...new FormData(form)].filter(([, v]) => v);
    history.replaceState(null, "", set.length ? `#?${new URLSearchParams(set)}` : location.pathname + location.search);
  };
  const start = decodeURIComponent(location.hash.slice(1));
  if (location.hash.startsWith("#?")) {
    for (const [name, v] of new URLSearchParams(location.hash.slice(2))) if (form.elements[name]) form.elements[name].value = v;
  }
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", event => event.preventDefault());
  more.addEventListener("click", grow);
  form.hidden = false;
  apply();
  if (start.startsWith("ev-")) {
    const at = found.findIndex(event => event.id === start);
    while (at >= shown && shown < found.length) grow();
    const target = document.getElementById(start);
    if (target) { target.classList.add("named"); target.scrollIntoView({block: "center"}); }
  }
})();
