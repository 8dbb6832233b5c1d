/* The page of a call. Digits press their buttons (alone outside of fields, with Alt while typing), letters the branches
   of the script. They are heard before the keys of the house: on this page they belong to the call. */
(() => {
    const isOff = () => { try { return localStorage.getItem("qingting.keys-off") === "1"; } catch { return false; } };

    const press = (event, selector) => {
        const target = [...document.querySelectorAll(selector)].find(element => element.offsetParent !== null && !element.disabled);
        if (!target) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        target.click();
    };

    /* ↓ from the search field chooses the first who was found; further arrows move among them, as in any set of radios. */
    document.addEventListener("keydown", event => {
        if (event.key !== "ArrowDown" || event.isComposing || !event.target.matches?.("form.intake [name=q]")) return;
        const found = document.querySelector("#matches [name=customer]:not([value=''])");
        if (!found) return;
        event.preventDefault();
        found.focus();
        found.click();
    });

    house.behaviour("intake", () => document.addEventListener("keydown", event => {
        if (event.ctrlKey || event.metaKey || event.isComposing || document.querySelector("dialog[open]")) return;
        if (!event.altKey && (house.isTyping(event) || isOff())) return;
        const digit = event.code?.match(/^(?:Digit|Numpad)([1-9])$/)?.[1];
        if (digit) { press(event, `[data-key="${digit}"]`); return; }
        const letter = event.code?.match(/^Key([A-H])$/)?.[1].toLowerCase();
        if (letter) press(event, `[data-branch="${letter}"]`);
    }, true));

    /* One step in sight; what the form knows stands in the blanks. */
    house.behaviour("script", root => {
        const steps = [...root.querySelectorAll("[data-step]")];
        const choice = root.querySelector("select");
        const back = root.querySelector("[data-back]");
        const way = [];
        const show = id => {
            const step = steps.find(element => element.dataset.step === id) ?? steps[0];
            steps.forEach(element => { element.hidden = element !== step; });
            root.querySelectorAll("[data-script]").forEach(element => { element.hidden = !element.contains(step); });
            choice.value = step.dataset.step.split("/")[0];
            back.hidden = !way.length;
        };
        const current = () => steps.find(element => !element.hidden).dataset.step;
        const first = script => root.querySelector(`[data-script="${script}"] [data-step]`).dataset.step;
        root.addEventListener("click", event => {
            const branch = event.target.closest("[data-to]");
            if (!branch) return;
            event.preventDefault();
            way.push(current());
            show(branch.dataset.to);
            note(branch.dataset);
        });
        back.addEventListener("click", () => show(way.pop()));
        choice.addEventListener("change", () => { way.push(current()); show(first(choice.value)); });
        show(first(root.dataset.first));

        /* What a branch says besides stands in the form at once: the mood, the satisfaction, the skill. */
        const noted = { noteMood: "mood", noteSatisfaction: "satisfaction", noteSkill: "computer_skill" };
        const note = said => Object.entries(noted).forEach(([key, name]) => {
            if (!said[key]) return;
            const fields = [...document.querySelectorAll(`form.intake [name="${name}"]`)];
            const field = fields.find(element => element.type !== "radio") ?? fields.find(element => element.value === said[key]);
            if (!field) return;
            if (field.type === "radio") field.checked = true; else field.value = said[key];
            field.closest("details")?.setAttribute("open", "");
            field.dispatchEvent(new Event("change", { bubbles: true }));
        });

        const sources = { surname: "complainant", organisation: "organisation", phone: "phone", subject: "subject",
            product: "product", time: "promise_due", solution: "answer", colleague: "message_to" };
        const blanks = [...root.querySelectorAll("[data-fill]")].map(element => ({ element, empty: element.textContent }));
        const fill = () => blanks.forEach(({ element, empty }) => {
            const field = document.querySelector(`form.intake [name="${sources[element.dataset.fill]}"]`);
            const text = field?.tagName === "SELECT" ? field.selectedOptions[0]?.textContent : field?.value;
            element.textContent = text?.trim().replace("T", " ") || empty;
            element.classList.toggle("filled", Boolean(text?.trim()));
        });
        document.querySelector("form.intake")?.addEventListener("input", fill);
        fill();
    });

    /* Seconds since the answer. */
    house.behaviour("stopwatch", element => {
        const show = () => {
            const seconds = Math.max(0, Math.floor((house.now() - Number(element.dataset.at)) / 1000));
            element.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
        };
        show();
        const clock = setInterval(() => (element.isConnected ? show() : clearInterval(clock)), 1000);
    });

    /* A promise bar that runs while one looks at it: for clocks of a minute. */
    house.behaviour("ticking", element => {
        const bar = element.querySelector("svg");
        const left = bar.querySelector("rect");
        const show = () => {
            const from = Number(element.dataset.from);
            const used = (house.now() - from) / (Number(element.dataset.due) - from);
            const state = used < .7 ? "running" : used < .9 ? "warned" : used <= 1 ? "urgent" : "broken";
            bar.setAttribute("class", `promise ${state}`);
            left.setAttribute("width", used > 1 ? 100 : Math.max(2, 100 - Math.round(used * 100)));
        };
        show();
        const clock = setInterval(() => (element.isConnected ? show() : clearInterval(clock)), 1000);
    });
})();
