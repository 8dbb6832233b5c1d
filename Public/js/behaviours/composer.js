/* Keeps what is being typed on the server: a second after the last key, and when the page goes away. Sending waits for
   a draft on its way, so that no draft arrives after what it became. Ctrl Enter sends. */
house.behaviour("composer", form => {
    const field = form.querySelector("textarea");
    const status = form.querySelector(".draft");
    let clock = null;
    let onItsWay = null;
    let isSent = false;
    let kept = null;

    // An answer to a letter is of one kind only.
    const fields = () => ({ ...(form.elements.kind && { kind: form.elements.kind.value }), text: field.value });
    const keep = async () => {
        clearTimeout(clock);
        clock = null;
        const now = JSON.stringify(fields());
        if (isSent || now === kept) return;
        kept = now;
        try {
            // Whoever leaves while it is on its way does not take it back: a draft is far below the 64 kB of `keepalive`.
            const answer = await house.post(form.dataset.draft, fields(), { keepalive: true });
            status.textContent = await answer.text();
            status.classList.toggle("problem", !answer.ok);
        } catch {
            kept = null;
            status.textContent = house.say("offline");
        }
    };
    const soon = () => { clearTimeout(clock); clock = setTimeout(() => { onItsWay = keep().finally(() => { onItsWay = null; }); }, 1000); };

    kept = JSON.stringify(fields());
    form.addEventListener("input", soon);
    const leave = () => { if (clock !== null) keep(); };
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", event => { if (event.persisted) isSent = false; });

    field.addEventListener("keydown", event => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
            event.preventDefault();
            form.requestSubmit();
        }
    });
    form.addEventListener("submit", event => {
        clearTimeout(clock);
        clock = null;
        if (isSent) { event.preventDefault(); return; }
        if (onItsWay) {
            event.preventDefault();
            onItsWay.then(() => form.requestSubmit());
            return;
        }
        isSent = true;
    });
});
