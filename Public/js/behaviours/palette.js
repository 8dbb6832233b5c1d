/* Ctrl K: the server answers with the lines for what was typed; here they are walked through and chosen. An act of the
   case at hand opens its form, or is sent when there is nothing to fill in; what a clause forbids cannot be chosen. */
house.behaviour("palette", dialog => {
    const field = dialog.querySelector("input");
    const list = dialog.querySelector("[role=listbox]");
    let chosen = 0;
    let asked = 0;
    let clock = null;

    const lines = () => [...list.querySelectorAll("li[data-key]")];
    const mark = () => {
        lines().forEach((line, index) => line.setAttribute("aria-selected", String(index === chosen)));
        field.setAttribute("aria-activedescendant", lines()[chosen]?.id ?? "");
        lines()[chosen]?.scrollIntoView({ block: "nearest" });
    };

    const ask = async () => {
        const turn = asked += 1;
        const wish = new URLSearchParams({ q: field.value.trim(), case: document.querySelector("[data-case]")?.dataset.case ?? "",
            selected: [...document.querySelectorAll("input[name=id][form=batch]:checked")].map(box => box.value).join(",") });
        try {
            const answer = await fetch(`${dialog.dataset.source}?${wish}`);
            if (turn !== asked || !answer.ok) return;
            list.innerHTML = await answer.text();
            chosen = 0;
            mark();
        } catch { house.notice(house.say("offline"), "waiting"); }
    };

    /* The form of an act stands on the page of its case, perhaps folded away. */
    const perform = line => {
        const [, kind] = line.dataset.act.match(/\/entries\/(\w+)$/) ?? [];
        const composer = kind && document.querySelector("form.composer");
        if (composer) {
            const choice = composer.querySelector(`[name=kind][value="${kind}"]`);
            if (choice) { choice.checked = true; choice.dispatchEvent(new Event("input", { bubbles: true })); }
            composer.querySelector("textarea").focus();
            return;
        }
        const form = [...document.querySelectorAll("main form, aside form")].find(form => new URL(form.action).pathname === line.dataset.act);
        if (!form) { location.assign(`${line.dataset.href}#act=${line.dataset.act.split("/").slice(3).join("/")}`); return; }
        for (let above = form.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
        house.showPart?.(form);
        const first = form.querySelector("input:not([type=hidden]), select, textarea");
        if (!first) { form.requestSubmit(); return; }
        first.focus();
        form.scrollIntoView({ block: "center" });
    };
    const batch = kind => {
        const bar = document.getElementById("batch");
        bar.elements.act.value = kind;
        bar.requestSubmit();
    };
    const go = line => {
        if (!line || line.getAttribute("aria-disabled") === "true") return;
        house.post("/palette/uses", { key: line.dataset.key }, { keepalive: true }).catch(() => {});
        dialog.close();
        if (line.dataset.act) perform(line);
        else if (line.dataset.batch) batch(line.dataset.batch);
        else location.assign(line.dataset.href);
    };

    field.addEventListener("input", () => { clearTimeout(clock); clock = setTimeout(ask, 60); });
    field.addEventListener("keydown", async event => {
        if (event.isComposing || event.keyCode === 229) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const all = lines();
        if (step && all.length) {
            event.preventDefault();
            chosen = (chosen + step + all.length) % all.length;
            mark();
        } else if (event.key === "Enter") {
            event.preventDefault();
            // Typed faster than answered: what is asked for counts, not what stands there still.
            if (clock) { clearTimeout(clock); await ask(); }
            go(lines()[chosen]);
        }
    });
    list.addEventListener("click", event => go(event.target.closest("li[data-key]")));
    dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });

    house.openPalette = () => {
        if (dialog.open) return;
        field.value = "";
        clock = null;
        dialog.showModal();
        ask();
    };
    document.querySelectorAll("[data-opens=palette]").forEach(button => button.addEventListener("click", house.openPalette));

    /* Chosen on another page: its form is opened here. */
    const wished = location.hash.match(/^#act=(.+)$/)?.[1];
    if (wished && document.querySelector("[data-case]")) {
        const base = `/cases/${document.querySelector("[data-case]").dataset.case}`;
        history.replaceState(null, "", location.pathname + location.search);
        if (wished.startsWith("entries/") || [...document.querySelectorAll("main form, aside form")].some(form => new URL(form.action).pathname === `${base}/${wished}`)) {
            perform({ dataset: { href: base, act: `${base}/${wished}` } });
        }
    }
});
