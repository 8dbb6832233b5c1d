/* The suggested category: a click, Alt 0 while typing, or 0 outside of fields puts it into the field «category» of the
   form. Nothing happens by itself, and nothing is sent. */
house.behaviour("category-hint", root => {
    const take = button => {
        const field = root.closest("form").elements.category;
        field.value = button.dataset.takeHint;
        if (field.value !== button.dataset.takeHint) return;
        field.closest("details")?.setAttribute("open", "");
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
        field.focus();
    };
    root.addEventListener("click", event => {
        const button = event.target.closest("[data-take-hint]");
        if (!button) return;
        event.preventDefault();
        take(button);
    });
    const hear = event => {
        if (!root.isConnected) { document.removeEventListener("keydown", hear, true); return; }
        if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing || document.querySelector("dialog[open]")) return;
        if (event.code !== "Digit0" && event.code !== "Numpad0") return;
        const button = root.querySelector("[data-take-hint]");
        if (!button) return;
        event.preventDefault();
        take(button);
    };
    document.addEventListener("keydown", hear, true);
});
