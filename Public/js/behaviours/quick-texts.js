/* Quick texts in the composer: «/» at the beginning of a word (or Alt / with any input method, or the button) opens the
   list; what is typed on narrows it, arrows and Enter choose, Escape puts it away. The server fills the blanks. */
house.behaviour("quick-texts", form => {
    const field = form.querySelector("textarea");
    const list = form.querySelector(".quick-list");
    const button = form.querySelector("[data-quick-open]");
    let from = -1;
    let chosen = 0;
    let asked = 0;

    const lines = () => [...list.querySelectorAll("li[data-key]")];
    const isOpen = () => !list.hidden;
    const close = () => {
        // An answer still on its way must not open the list again.
        asked += 1;
        list.hidden = true;
        from = -1;
        field.removeAttribute("aria-activedescendant");
    };
    const mark = () => {
        lines().forEach((line, index) => line.setAttribute("aria-selected", String(index === chosen)));
        field.setAttribute("aria-activedescendant", lines()[chosen]?.id ?? "");
        lines()[chosen]?.scrollIntoView({ block: "nearest" });
    };
    const show = async wish => {
        const turn = asked += 1;
        const answer = await fetch(`${form.dataset.quick}&${new URLSearchParams({ q: wish })}`);
        if (turn !== asked || !answer.ok) return;
        list.innerHTML = await answer.text();
        list.hidden = false;
        chosen = 0;
        mark();
    };
    /* The wish is what stands between the slash and the cursor. */
    const look = () => {
        const before = field.value.slice(0, field.selectionStart);
        if (from >= 0 && from <= before.length) {
            const wish = before.slice(from).replace(/^[/／]/, "");
            if (/[\n]/.test(wish) || wish.length > 20) close(); else show(wish);
            return;
        }
        const slash = before.match(/(?:^|\s)([/／])$/);
        if (slash) { from = before.length - 1; show(""); }
    };
    const open = () => { from = field.selectionStart; field.focus(); show(""); };
    const put = line => {
        const start = from < 0 ? field.selectionStart : from;
        field.setRangeText(line.dataset.text, start, field.selectionStart, "end");
        close();
        field.focus();
        field.dispatchEvent(new Event("input", { bubbles: true }));
        house.post("/quick-texts/uses", { key: line.dataset.key }, { keepalive: true }).catch(() => {});
        // The first blank that is left is where one goes on.
        const blank = field.value.slice(start).match(/\{[^{}\n]{1,12}\}/);
        if (blank) field.setSelectionRange(start + blank.index, start + blank.index + blank[0].length);
    };

    field.addEventListener("input", event => { if (!event.isComposing) look(); });
    field.addEventListener("compositionend", () => { if (isOpen()) look(); });
    field.addEventListener("keydown", event => {
        if (event.altKey && event.code === "Slash") { event.preventDefault(); open(); return; }
        if (!isOpen() || event.isComposing || event.keyCode === 229) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const all = lines();
        if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
        else if (step && all.length) { event.preventDefault(); chosen = (chosen + step + all.length) % all.length; mark(); }
        else if ((event.key === "Enter" || event.key === "Tab") && all.length && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            event.stopImmediatePropagation();
            put(all[chosen]);
        }
    });
    list.addEventListener("mousedown", event => {
        const line = event.target.closest("li[data-key]");
        if (line) { event.preventDefault(); put(line); }
    });
    field.addEventListener("blur", () => setTimeout(() => { if (!form.contains(document.activeElement)) close(); }, 150));
    button?.addEventListener("click", event => { event.preventDefault(); if (isOpen()) close(); else open(); });
});
