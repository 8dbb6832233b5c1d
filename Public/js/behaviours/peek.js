/* Space on the chosen row shows the case beside the list, without leaving it; j and k walk on and the panel follows,
   Enter opens the case, Escape or Space puts the panel away. What is shown is the page of the case itself, asked for
   with the reader's own rights, without its forms. */
house.behaviour("peek", table => {
    let panel = null;
    let shown = null;
    const chosen = () => table.querySelector("tr.chosen[data-href]") ?? document.activeElement?.closest?.("tr[data-href]");

    const close = () => {
        panel?.remove();
        panel = null;
        shown = null;
    };
    const show = async row => {
        shown = row.dataset.href;
        const asked = shown;
        // Looking in is not opening: no tab comes of it.
        const answer = await fetch(`${asked}${asked.includes("?") ? "&" : "?"}peek=1`);
        if (asked !== shown || !answer.ok) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        panel ??= Object.assign(document.createElement("aside"), { className: "peek" });
        panel.setAttribute("aria-label", page.querySelector("h1")?.textContent ?? "");
        const title = document.createElement("h2");
        const link = Object.assign(document.createElement("a"), { href: asked, textContent: page.querySelector("h1")?.textContent ?? "" });
        title.append(link);
        const parts = [page.querySelector(".lead"), page.querySelector(".title-promise"), page.querySelector(".steps"),
            ...page.querySelectorAll("#case > .panel:not(.step)")].filter(Boolean).map(part => document.importNode(part, true));
        parts.forEach(part => part.querySelectorAll("form, details, [data-shortcut]").forEach(form => form.remove()));
        parts.forEach(part => part.querySelectorAll("[id]").forEach(element => element.removeAttribute("id")));
        panel.replaceChildren(title, ...parts);
        if (!panel.isConnected) document.body.append(panel);
        panel.scrollTop = 0;
        house.start(panel);
    };

    document.addEventListener("keydown", event => {
        if (!table.isConnected || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
        if (event.key === "Escape" && panel) { event.preventDefault(); close(); return; }
        if (house.isTyping(event) || event.target.closest?.("button, a, summary, input")) return;
        const row = chosen();
        if (event.key === " " && row) {
            event.preventDefault();
            if (panel && shown === row.dataset.href) close(); else show(row);
        } else if (["j", "k"].includes(event.key) && panel) {
            // The behaviour `rows` has moved on by now or will in this turn.
            setTimeout(() => { const now = chosen(); if (now && now.dataset.href !== shown) show(now); }, 0);
        }
    });
    document.addEventListener("click", event => { if (panel && !panel.contains(event.target)) close(); });
});
