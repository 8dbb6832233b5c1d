/* Keeps what is being typed on the server: soon after the last key, and when the page goes away. Sending waits for a
   draft on its way, so that none arrives after what it became; another act of the page waits until what was typed is kept,
   and so does the lock of the screen. */
house.unkept = new Set();
house.keepDrafts = (form, { url, fields, show, delay = 1000 }) => {
    let clock = null;
    let onItsWay = null;
    let isSent = false;
    let kept = JSON.stringify(fields());

    const keep = async () => {
        clearTimeout(clock);
        clock = null;
        const now = JSON.stringify(fields());
        if (isSent || now === kept) return;
        kept = now;
        try {
            // Whoever leaves while it is on its way does not take it back, as far as `keepalive` reaches: 64 kB.
            const answer = await house.post(url, fields(), { keepalive: new URLSearchParams(fields()).toString().length < 60_000 });
            if (answer.redirected) return;
            show(await answer.text(), answer);
        } catch {
            kept = null;
            show(house.say("offline"));
        }
    };
    const start = () => (onItsWay = keep().finally(() => { onItsWay = null; }));
    form.addEventListener("input", () => { clearTimeout(clock); clock = setTimeout(start, delay); });
    form.addEventListener("change", () => { clearTimeout(clock); clock = setTimeout(start, delay); });

    house.unkept.add(() => onItsWay ?? (clock !== null ? start() : null));

    const leave = () => { if (clock !== null) keep(); };
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", event => { if (event.persisted) isSent = false; });

    /* Heard before the form itself hears it: a form that has to wait has not been sent yet. */
    const wait = (event, until) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        const { target, submitter } = event;
        until.finally(() => target.requestSubmit(submitter));
    };
    document.addEventListener("submit", event => {
        if (!form.isConnected) return;
        if (event.target !== form) {
            if (clock !== null || onItsWay) wait(event, onItsWay ?? start());
            return;
        }
        clearTimeout(clock);
        clock = null;
        if (onItsWay) { wait(event, onItsWay); return; }
        isSent = true;
    }, true);
};

/* data-behaviour="draft": all fields of the form around it; data-draft is where they are kept, data-kept where the answer
   stands. */
house.behaviour("draft", root => {
    const form = root.closest("form");
    const place = document.querySelector(root.dataset.kept);
    house.keepDrafts(form, {
        url: root.dataset.draft,
        delay: 600,
        fields: () => [...new FormData(form)].filter(([name]) => name !== "_csrf"),
        show: (text, answer) => { if (!answer) place.textContent = text; else if (answer.ok) place.innerHTML = text; },
    });
});
