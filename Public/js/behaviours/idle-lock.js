/* Locks the screen when nobody has touched it for data-idle-minutes: desks are shared, customers walk past.
   Several pages of one person share the time of the last touch. */
house.behaviour("idle-lock", body => {
    const limit = Number(body.dataset.idleMinutes) * 60_000;
    const memory = "qingting.touched";
    if (!(limit > 0)) return;
    let touched = Date.now();
    const last = () => { try { return Math.max(touched, Number(localStorage.getItem(memory) ?? 0)); } catch { return touched; } };
    const touch = () => {
        if (Date.now() - touched < 5_000) return;
        touched = Date.now();
        try { localStorage.setItem(memory, String(touched)); } catch { /* no memory here */ }
    };
    ["pointerdown", "keydown", "wheel", "touchstart"].forEach(kind => addEventListener(kind, touch, { passive: true }));
    setInterval(async () => {
        if (Date.now() - last() < limit) return;
        await house.post("/lock");
        location.assign(`/lock?next=${encodeURIComponent(location.pathname + location.search)}`);
    }, 10_000);
});
