/* data-behaviour="open" data-opens="id": a button that opens a <dialog>; the focus comes back to it by itself. */
house.behaviour("open", button => button.addEventListener("click", () => {
    document.getElementById(button.dataset.opens)?.showModal();
}));

/* A click beside a dialog closes it. */
house.behaviour("closes-outside", dialog => dialog.addEventListener("click", event => {
    if (event.target === dialog) dialog.close();
}));

/* A <details> used as a menu: closed by Escape and by a click elsewhere. */
house.behaviour("closes", details => {
    document.addEventListener("click", event => { if (!details.contains(event.target)) details.open = false; });
    details.addEventListener("keydown", event => {
        if (event.key !== "Escape" || !details.open) return;
        details.open = false;
        details.querySelector("summary").focus();
    });
});
