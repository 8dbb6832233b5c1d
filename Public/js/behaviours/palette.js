/* Ctrl K: every page and action, found by Chinese, by pinyin (toushu) or by initials (ts). The entries come from the
   server, with what each person may do; what a clause forbids is shown with the clause and cannot be chosen. */
house.behaviour("palette", dialog => {
    const field = dialog.querySelector("input");
    const list = dialog.querySelector("[role=listbox]");
    let entries = null;
    let shown = [];
    let chosen = 0;

    /* Smaller is better; null is no match. Letters of the initials may be skipped, those of a word may not. */
    const rank = (entry, typed) => {
        if (!typed) return 4;
        const text = entry.text.toLowerCase();
        const pinyin = (entry.pinyin ?? "").toLowerCase().replaceAll(" ", "");
        const initials = (entry.initials ?? "").toLowerCase();
        if (text.startsWith(typed)) return 0;
        if (initials.startsWith(typed)) return 1;
        if (pinyin.startsWith(typed)) return 2;
        if (text.includes(typed) || initials.includes(typed) || pinyin.includes(typed)) return 3;
        return null;
    };

    const show = () => {
        const typed = field.value.trim().toLowerCase().replaceAll(" ", "");
        shown = (entries ?? [])
            .map((entry, place) => ({ entry, place, rank: rank(entry, typed) }))
            .filter(match => match.rank !== null)
            .sort((a, b) => a.rank - b.rank || a.place - b.place)
            .slice(0, 50)
            .map(match => match.entry);
        chosen = 0;
        list.replaceChildren(...shown.map(line));
        if (entries && !shown.length) {
            list.append(Object.assign(document.createElement("li"), { className: "nothing", role: "option", textContent: house.say("nothingFound") }));
        }
        mark();
    };

    const line = (entry, index) => {
        const item = Object.assign(document.createElement("li"), { id: `palette-${index}`, role: "option" });
        item.append(Object.assign(document.createElement("span"), { textContent: entry.text }));
        if (entry.shortcut) item.append(Object.assign(document.createElement("kbd"), { textContent: entry.shortcut }));
        if (entry.forbidden) {
            item.setAttribute("aria-disabled", "true");
            item.append(Object.assign(document.createElement("small"), { textContent: `${house.say("forbidden")}: ${entry.forbidden}` }));
        }
        item.addEventListener("click", () => go(index));
        return item;
    };

    const mark = () => {
        [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
        field.setAttribute("aria-activedescendant", shown.length ? `palette-${chosen}` : "");
        list.children[chosen]?.scrollIntoView({ block: "nearest" });
    };

    const go = index => {
        const entry = shown[index];
        if (entry && !entry.forbidden) location.assign(entry.href);
    };

    field.addEventListener("input", show);
    field.addEventListener("keydown", event => {
        if (event.isComposing) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step && shown.length) {
            event.preventDefault();
            chosen = (chosen + step + shown.length) % shown.length;
            mark();
        } else if (event.key === "Enter") {
            event.preventDefault();
            go(chosen);
        }
    });
    dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });

    house.openPalette = async () => {
        if (dialog.open) return;
        field.value = "";
        dialog.showModal();
        show();
        const answer = await fetch(dialog.dataset.source, { headers: { Accept: "application/json" } });
        if (answer.ok) { entries = await answer.json(); show(); }
    };
    document.querySelectorAll("[data-opens=palette]").forEach(button => button.addEventListener("click", house.openPalette));
});
