/* Keeps what is shown true. data-behaviour="live" data-live="case:7 case": when the server says that one of the topics
   has changed, the element asks for itself again (hx-get with hx-trigger="refresh"). With data-live-mode="announce" it
   first says «3 条新内容 — 显示», so that no row moves under a cursor. One stream serves the whole page. */
(() => {
    const listeners = new Map();
    let source = null;
    let opened = "";
    let isAsked = false;

    /* An element that htmx has replaced is forgotten; its successor listens to the same, so the line stays open. */
    const open = () => {
        isAsked = false;
        for (const [element] of listeners) if (!element.isConnected) listeners.delete(element);
        const topics = [...new Set([...listeners.values()].flatMap(listener => listener.topics))].sort().slice(0, 20);
        const asked = new URLSearchParams(topics.map(topic => ["topic", topic])).toString();
        if (asked === opened) return;
        opened = asked;
        source?.close();
        if (!topics.length) return;
        source = new EventSource(`/events?${asked}`);
        const tellAll = topic => listeners.forEach(listener => { if (!topic || listener.topics.includes(topic)) listener.tell(); });
        topics.forEach(topic => source.addEventListener(topic, () => tellAll(topic)));
        let hasFailed = false;
        // A line that broke is tried again by the browser; one that was refused (too many pages, signed out) is not.
        source.onerror = () => {
            if (!hasFailed) house.notice(house.say(source.readyState === EventSource.CLOSED ? "still" : "offline"), "waiting");
            hasFailed = true;
        };
        // What happened meanwhile was not told: everything asks again.
        source.onopen = () => {
            if (hasFailed) { document.getElementById("notice")?.replaceChildren(); tellAll(); }
            hasFailed = false;
        };
    };

    house.behaviour("live", element => {
        let count = 0;
        let waiting = null;
        const refresh = () => {
            count = 0;
            document.getElementById(`arrivals-${element.id}`)?.remove();
            window.htmx?.trigger(element, "refresh");
        };
        /* A list may ask the server how many of the arrivals its filter would show: data-live-count. */
        const counted = async () => {
            const answer = await fetch(element.dataset.liveCount, { headers: house.unattended });
            return answer.ok ? (await answer.text()).trim() : "";
        };
        const announce = async () => {
            count += 1;
            const text = element.dataset.liveCount ? await counted() : house.say("arrived", count);
            if (!text || !element.isConnected) return;
            let area = document.getElementById(`arrivals-${element.id}`);
            if (!area) {
                area = Object.assign(document.createElement("div"), { id: `arrivals-${element.id}`, className: "arrivals" });
                area.setAttribute("role", "status");
                area.append(Object.assign(document.createElement("button"), { type: "button" }));
                area.firstChild.addEventListener("click", refresh);
                element.before(area);
            }
            area.firstChild.textContent = `${text} — ${house.say("show")}`;
        };
        const tell = () => {
            if (!element.isConnected) return;
            if (element.dataset.liveMode === "announce") { announce(); return; }
            // Ten changes in a moment are one question; a page of many figures says how long a moment is: data-live-every.
            waiting ??= setTimeout(() => { waiting = null; refresh(); }, Number(element.dataset.liveEvery ?? 250));
        };
        listeners.set(element, { topics: element.dataset.live.split(" ").filter(Boolean), tell });
        if (!isAsked) { isAsked = true; setTimeout(open, 0); }
    });
})();
