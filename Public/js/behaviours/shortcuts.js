/* Single keys, outside of fields only and never while an input method composes: data-shortcut="n" presses or focuses
   its element. Ctrl K is the palette, ? the sheet, / the first search field. People may turn single keys off
   (WCAG 2.1.4); that is remembered on this machine. */
house.behaviour("shortcuts", () => {
    const memory = "qingting.keys-off";
    const sheet = document.getElementById("keys");
    const off = document.getElementById("keys-off");
    const isOff = () => { try { return localStorage.getItem(memory) === "1"; } catch { return false; } };

    const labelOf = element => (element.dataset.keyWords ?? element.getAttribute("aria-label")
        ?? [...element.childNodes].filter(node => !["KBD", "B", "I"].includes(node.nodeName)).map(node => node.textContent).join("")).trim();

    const showSheet = () => {
        const has = behaviour => document.querySelector(`[data-behaviour~=${behaviour}]`) !== null;
        const known = new Set();
        const lines = [["Ctrl K", house.say("palette")], ["?", house.say("keys")], ["/", house.say("search")],
            ...(has("rows") ? [["j", house.say("next")], ["k", house.say("previous")], ["Enter", house.say("open")]] : []),
            ...(has("peek") ? [["Space", house.say("peek")]] : []),
            ...(has("batch") ? [["x", house.say("select")]] : []),
            ...[...document.querySelectorAll("[data-shortcut]")].map(element => [element.dataset.shortcut, labelOf(element)])]
            .filter(([key]) => !known.has(key) && known.add(key));
        sheet.querySelector("dl").replaceChildren(...lines.flatMap(([key, text]) => {
            const name = document.createElement("dt");
            name.append(Object.assign(document.createElement("kbd"), { textContent: key }));
            return [name, Object.assign(document.createElement("dd"), { textContent: text })];
        }));
        off.checked = isOff();
        sheet.showModal();
    };
    off?.addEventListener("change", () => { try { localStorage.setItem(memory, off.checked ? "1" : "0"); } catch { /* no memory here */ } });

    document.addEventListener("keydown", event => {
        if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
            event.preventDefault();
            house.openPalette?.();
            return;
        }
        if (event.ctrlKey || event.metaKey || event.altKey || house.isTyping(event) || document.querySelector("dialog[open]")) return;
        if (event.key === "?") { event.preventDefault(); showSheet(); return; }
        if (isOff()) return;
        if (event.key === "/") {
            const search = document.querySelector("main input[type=search], main [data-search]");
            event.preventDefault();
            if (search) search.focus(); else location.assign("/search");
            return;
        }
        const target = [...document.querySelectorAll("[data-shortcut]")].find(element => element.dataset.shortcut.split(" ").includes(event.key) && !element.disabled);
        if (!target) return;
        event.preventDefault();
        if (target.matches("input, select, textarea")) target.focus(); else target.click();
    });
});
