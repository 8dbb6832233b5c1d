/* Tells colleagues that somebody looks at this case, and writes on it: a beat every twenty seconds while the page is
   seen, one at once when writing begins or has rested for eight seconds, and a word when the page goes away. */
house.behaviour("watch", strip => {
    const url = strip.dataset.watch;
    let isTyping = false;
    let rest = null;
    let clock = null;

    const beat = async () => {
        if (!strip.isConnected) { clearInterval(clock); return; }
        if (document.visibilityState === "hidden") return;
        try {
            const answer = await house.post(url, { typing: isTyping ? 1 : 0 }, { headers: house.unattended });
            if (answer.ok) strip.innerHTML = await answer.text();
        } catch { /* the stream says that the line is down */ }
    };
    const type = now => { if (isTyping !== now) { isTyping = now; beat(); } };
    document.addEventListener("input", event => {
        if (!event.target.closest?.("main form")) return;
        type(true);
        clearTimeout(rest);
        rest = setTimeout(() => type(false), 8_000);
    });
    const leave = () => { if (strip.isConnected) house.post(`${url}/leaving`, {}, { keepalive: true }).catch(() => {}); };
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") beat(); });
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", event => { if (event.persisted) beat(); });
    clock = setInterval(beat, Number(strip.dataset.every));
    beat();
});
