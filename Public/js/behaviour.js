/* Behaviours: small enhancements of pages that work without them. An element names its own: data-behaviour="rows copy".
   A behaviour is a function of its element, run once, also for what htmx puts in later. No rule of the house lives here. */
"use strict";

const house = {
    behaviours: new Map(),
    words: {},

    /* house.behaviour("copy", element => …) */
    behaviour(name, start) { this.behaviours.set(name, start); },

    /* house.say("copied", "C-17") fills the blanks {0}, {1} … of a text the server has sent along. */
    say(key, ...values) {
        return values.reduce((text, value, index) => text.replaceAll(`{${index}}`, value), this.words[key] ?? "");
    },

    /* The time by the server's clock, in milliseconds: the browser's own may be wrong by hours. */
    now() { return Date.now() + (this.skew ?? 0); },

    /* A person is typing, or choosing characters of an input method: keys are text then. */
    isTyping(event) {
        const field = event.target.closest?.("input, textarea, select, [contenteditable]");
        return event.isComposing || event.keyCode === 229 || (field !== null && !["checkbox", "radio"].includes(field?.type));
    },

    notice(text, tone = "done") {
        const remark = document.createElement("div");
        remark.className = `remark ${tone}`;
        remark.append(Object.assign(document.createElement("p"), { textContent: text }));
        document.getElementById("notice")?.replaceChildren(remark);
    },

    /* What the page asks for by itself, with nobody at the desk: it keeps no session awake. */
    unattended: { "X-Unattended": "1" },

    /* `more` is for fetch: { keepalive: true } outlives the page. */
    post(url, fields = {}, { headers: also = {}, ...more } = {}) {
        const headers = { "X-CSRF-Token": document.body.dataset.csrf ?? "", ...also };
        return fetch(url, { method: "POST", headers, body: new URLSearchParams(fields), ...more });
    },

    start(root) {
        const elements = [...root.querySelectorAll("[data-behaviour]")];
        if (root.dataset?.behaviour) elements.unshift(root);
        for (const element of elements) {
            const started = element.startedBehaviours ??= new Set();
            for (const name of element.dataset.behaviour.split(" ")) {
                if (!name || started.has(name)) continue;
                started.add(name);
                this.behaviours.get(name)?.(element);
            }
        }
    },
};

document.addEventListener("DOMContentLoaded", () => {
    const body = document.body;
    house.words = JSON.parse(body.dataset.words ?? "{}");
    if (body.dataset.now) house.skew = Number(body.dataset.now) - Date.now();
    house.start(body);
    // After every answer the focus stands where the next act begins: at what is wrong, else in the page, not before the rail.
    if (document.activeElement === body && !location.hash && !document.querySelector("[autofocus]")) {
        const wrong = document.querySelector("main [aria-invalid=true]");
        const place = wrong?.matches("fieldset") ? wrong.querySelector("input") : wrong ?? document.getElementById("main");
        place?.focus({ preventScroll: !wrong });
    }
    body.addEventListener("htmx:load", event => house.start(event.detail.elt));
    body.addEventListener("htmx:configRequest", event => {
        if (body.dataset.csrf) event.detail.headers["X-CSRF-Token"] = body.dataset.csrf;
        const cause = event.detail.triggeringEvent;
        if (!cause || cause.type === "refresh" || cause.type === "load") Object.assign(event.detail.headers, house.unattended);
    });
});
