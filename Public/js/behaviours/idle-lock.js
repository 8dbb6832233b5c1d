/* Locks the screen when nobody has touched it for data-idle-minutes: desks are shared, customers walk past.
   Several pages of one person share the time of the last touch. The server hears of touches once a minute: it counts
   for itself, and what a page asks for by itself is no sign of anybody. */
house.behaviour("idle-lock", body => {
    const limit = Number(body.dataset.idleMinutes) * 60_000;
    const memory = "qingting.touched";
    if (!(limit > 0)) return;
    let touched = Date.now();
    const last = () => { try { return Math.max(touched, Number(localStorage.getItem(memory) ?? 0)); } catch { return touched; } };
    let told = Date.now();
    const touch = () => {
        if (Date.now() - touched < 5_000) return;
        touched = Date.now();
        if (touched - told > 60_000) {
            told = touched;
            house.post("/me/awake").catch(() => {});
        }
        try { localStorage.setItem(memory, String(touched)); } catch { /* no memory here */ }
    };
    ["pointerdown", "keydown", "wheel", "touchstart"].forEach(kind => addEventListener(kind, touch, { passive: true }));
    const watching = setInterval(async () => {
        if (Date.now() - last() < limit) return;
        clearInterval(watching);
        // The screen is covered at once, whatever becomes of the line; nothing asks whether one wants to leave.
        house.isLocking = true;
        body.classList.add("covered");
        // A locked session keeps no drafts: what was typed goes first, for so long as a line that answers needs.
        const kept = Promise.all([...house.unkept ?? []].map(keep => keep()));
        await Promise.race([kept, new Promise(done => setTimeout(done, 5_000))]);
        await house.post("/lock").catch(() => {});
        location.assign(`/lock?next=${encodeURIComponent(location.pathname + location.search)}`);
    }, 10_000);
});
