/* Selecting cases in a list: x on the chosen row, a click on a box, shift and a click for all between. The bar appears
   with the first one; Escape lets all go. */
house.behaviour("batch", bar => {
    const count = bar.querySelector(".batch-count");
    const boxes = () => [...document.querySelectorAll("input[name=id][form=batch]")];
    let last = null;

    const show = () => {
        const chosen = boxes().filter(box => box.checked);
        count.textContent = bar.dataset.selected.replace("{0}", chosen.length);
        bar.hidden = !chosen.length;
        document.body.classList.toggle("selecting", chosen.length > 0);
        const page = document.querySelector("[data-select-page]");
        if (page) {
            page.checked = chosen.length > 0 && chosen.length === boxes().length;
            page.indeterminate = chosen.length > 0 && !page.checked;
        }
    };
    const tick = (box, isTicked, isRange) => {
        const all = boxes();
        const [from, to] = isRange && last ? [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b) : [0, -1];
        if (from >= 0) all.slice(from, to + 1).forEach(other => { other.checked = isTicked; });
        box.checked = isTicked;
        last = box;
        show();
    };

    document.addEventListener("click", event => {
        const target = event.target;
        if (target.matches?.("input[name=id][form=batch]")) tick(target, target.checked, event.shiftKey);
        if (target.matches?.("[data-select-page]")) { boxes().forEach(box => { box.checked = target.checked; }); show(); }
    });
    document.addEventListener("keydown", event => {
        if (house.isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
        if (event.key.toLowerCase() === "x") {
            const box = document.querySelector("tr.chosen input[name=id][form=batch]");
            if (box) { event.preventDefault(); tick(box, !box.checked, event.shiftKey); }
        } else if (event.key === "Escape" && !bar.hidden && !event.defaultPrevented && !document.querySelector(".peek")) {
            boxes().forEach(box => { box.checked = false; });
            show();
        }
    });
    document.body.addEventListener("htmx:afterSettle", show);
    window.addEventListener("pageshow", show);
    show();
});
