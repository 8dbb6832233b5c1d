/* j and k walk through the rows of the table, Enter opens one; a click on a row is a click on its link. */
house.behaviour("rows", table => {
    const rows = () => [...table.querySelectorAll("tbody tr[data-href]")];
    const choose = row => {
        rows().forEach(other => other.classList.toggle("chosen", other === row));
        row.focus({ preventScroll: true });
        row.scrollIntoView({ block: "nearest" });
    };
    table.addEventListener("click", event => {
        const row = event.target.closest("tr[data-href]");
        if (!row || event.target.closest("a, button, input, label, select, summary") || String(getSelection())) return;
        location.assign(row.dataset.href);
    });
    table.addEventListener("keydown", event => {
        const row = event.target.closest("tr[data-href]");
        if (event.key === "Enter" && event.target === row) location.assign(row.dataset.href);
    });
    if (document.querySelector("[data-behaviour~=rows]") !== table) return;
    document.addEventListener("keydown", event => {
        if (!["j", "k"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
        if (house.isTyping(event) || document.querySelector("dialog[open]")) return;
        const all = rows();
        if (!all.length) return;
        const now = all.findIndex(row => row.classList.contains("chosen"));
        choose(all[Math.max(0, Math.min(all.length - 1, now + (event.key === "j" ? 1 : -1)))]);
    });
});
