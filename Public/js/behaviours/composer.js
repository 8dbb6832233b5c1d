/* What one writes at the foot of a case is kept on the server as one types (`drafts.js`). Ctrl Enter sends, once. */
house.behaviour("composer", form => {
    const field = form.querySelector("textarea");
    const status = form.querySelector(".draft");
    let isSent = false;

    house.keepDrafts(form, {
        url: form.dataset.draft,
        // An answer to a letter is of one kind only.
        fields: () => ({ ...(form.elements.kind && { kind: form.elements.kind.value }), text: field.value }),
        show: (text, answer) => {
            status.textContent = text;
            status.classList.toggle("problem", answer !== undefined && !answer.ok);
        },
    });
    window.addEventListener("pageshow", event => { if (event.persisted) isSent = false; });

    field.addEventListener("keydown", event => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
            event.preventDefault();
            form.requestSubmit();
        }
    });
    form.addEventListener("submit", event => {
        if (isSent) event.preventDefault();
        isSent = true;
    });
});
