/* A form is sent once, however often its button is pressed; what was typed is not lost by a slip. */
house.behaviour("submit-once", form => {
    let isSent = false;
    form.addEventListener("submit", event => {
        if (isSent) { event.preventDefault(); return; }
        isSent = true;
        event.submitter?.setAttribute("aria-busy", "true");
    });
    const reset = () => {
        isSent = false;
        form.querySelectorAll("[aria-busy]").forEach(button => button.removeAttribute("aria-busy"));
    };
    form.addEventListener("htmx:afterRequest", reset);
    // The back button shows the page as it was left.
    window.addEventListener("pageshow", event => { if (event.persisted) reset(); });
});

/* data-behaviour="unsaved": asks before a half-filled form is left. */
house.behaviour("unsaved", form => {
    let isChanged = false;
    form.addEventListener("input", () => { isChanged = true; });
    form.addEventListener("submit", () => { isChanged = false; });
    window.addEventListener("beforeunload", event => { if (isChanged && !house.isLocking) event.preventDefault(); });
});

/* The summary of what is wrong takes the focus, so that reading and typing begin there. */
house.behaviour("focus-here", element => element.focus());

/* Choosing an entry sends the form: filters, sort orders. */
house.behaviour("send-on-change", form => form.addEventListener("change", () => form.requestSubmit()));

/* The theme shows at once; the server remembers it. */
house.behaviour("choose-theme", form => form.addEventListener("submit", event => {
    const theme = event.submitter?.value;
    if (!theme) return;
    event.preventDefault();
    if (theme === "auto") delete document.documentElement.dataset.bsTheme;
    else document.documentElement.dataset.bsTheme = theme;
    form.querySelectorAll("button").forEach(button => button.setAttribute("aria-pressed", String(button === event.submitter)));
    house.post(form.action, { theme });
}));
